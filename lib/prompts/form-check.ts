import { z } from "zod";
import { LONGEST_HINT, LONGEST_NAME, MOST_CHOICES, OWN_KINDS, problemOf, withoutTwins } from "#lib/prompts/form";

const name = z.string().trim().max(LONGEST_NAME, `A name is at most ${LONGEST_NAME} characters long.`);
const choices = z.array(name).max(MOST_CHOICES, `At most ${MOST_CHOICES} choices.`).transform(withoutTwins);

/** Checks a form that came from a browser; names are trimmed and those given twice kept once. */
export const formSchema = z
  .object({
    tags: choices.nullable(),
    category: choices,
    sentiment: z.boolean(),
    urgency: z.boolean(),
    people: z.boolean(),
    dates: z.boolean(),
    amounts: z.boolean(),
    actions: z.boolean(),
    language: z.string().trim().max(LONGEST_NAME),
    own: z.array(z.object({ name, kind: z.enum(OWN_KINDS), hint: z.string().trim().max(LONGEST_HINT), choices })),
  })
  .superRefine((form, context) => {
    const problem = problemOf(form);
    if (problem) context.addIssue(problem);
  });
