"use client";

import { Button } from "@heroui/react/button";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { PromptInput, SettingsActions } from "#components/settings/actions";
import { PromptDialog } from "#components/settings/prompt-dialog";
import { useChange } from "#components/settings/use-change";
import { Panel } from "#components/ui/panel";
import { showProblem, showUndo } from "#components/ui/toast";
import { describeForm } from "#lib/prompts/form";
import type { PromptView } from "#lib/settings/view";

type Props = { prompts: PromptView[]; actions: SettingsActions };

const BLANK: PromptInput = { name: "", recipe: "mailgist", instructions: "", form: null };

/** What is asked about each email: the ones that ship with Mailgist, and people's own. */
export function PromptsSection({ prompts, actions }: Props) {
  const change = useChange();
  const [edited, setEdited] = useState<PromptInput | null>(null);

  async function remove(prompt: PromptView) {
    const problem = await change(() => actions.removePrompt({ id: prompt.id }));
    if (problem) return showProblem(problem);
    const { name, recipe, instructions, form } = prompt;
    showUndo(`“${name}” is removed.`, async () => {
      const failed = await change(() => actions.savePrompt({ name, recipe, instructions, form }));
      if (failed) showProblem(failed);
    });
  }

  return (
    <Panel
      title="Instructions"
      description="What the model is told to write about each email. Batches already made keep the text they had."
      actions={
        <Button size="sm" variant="secondary" onPress={() => setEdited(BLANK)}>
          <Plus aria-hidden />
          Add instructions
        </Button>
      }
    >
      <ul className="flex flex-col gap-3">
        {prompts.map((prompt) => (
          <li key={prompt.id} className="rounded-xl border border-border p-4">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h3 className="min-w-0 flex-1 font-medium wrap-anywhere">{prompt.name}</h3>
              {prompt.isBuiltIn ? (
                <span className="text-xs text-muted">Ships with Mailgist</span>
              ) : (
                <span className="-me-2 flex">
                  <Button
                    isIconOnly
                    size="sm"
                    variant="ghost"
                    aria-label={`Edit ${prompt.name}`}
                    onPress={() => setEdited(prompt)}
                  >
                    <Pencil aria-hidden />
                  </Button>
                  <Button
                    isIconOnly
                    size="sm"
                    variant="ghost"
                    aria-label={`Remove ${prompt.name}`}
                    onPress={() => remove(prompt)}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </span>
              )}
            </div>
            <PromptText text={prompt.instructions} name={prompt.name} />
            {prompt.form ? <p className="mt-2 text-sm text-muted">Fields: {describeForm(prompt.form)}</p> : null}
          </li>
        ))}
      </ul>
      <PromptDialog
        prompt={edited}
        onClose={() => setEdited(null)}
        onSave={(input) => change(() => actions.savePrompt(input))}
      />
    </Panel>
  );
}

const SHORT = 220;

function PromptText({ text, name }: { text: string; name: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > SHORT || text.split("\n").length > 3;
  return (
    <>
      <p className={`foreign-text mt-1 text-sm text-muted ${isLong && !isWhole ? "line-clamp-3" : ""}`}>{text}</p>
      {isLong ? (
        <button
          type="button"
          aria-expanded={isWhole}
          aria-label={`${isWhole ? "Show less" : "Show all"} of ${name}`}
          onClick={() => setWhole(!isWhole)}
          className="text-link mt-1 inline-flex min-h-6 items-center rounded-sm text-sm outline-none focus-visible:ring-2 focus-visible:ring-focus"
        >
          {isWhole ? "Show less" : "Show all"}
        </button>
      ) : null}
    </>
  );
}
