import { ListChecks, type LucideIcon, MailOpen, ScrollText } from "lucide-react";

const STEPS: { icon: LucideIcon; title: string; words: string }[] = [
  { icon: MailOpen, title: "Drop", words: "Every email in your files is found, and what cannot be read is named." },
  {
    icon: ListChecks,
    title: "Review and choose",
    words: "Leave some out, pick what to write, and see exactly what would be sent and its cost.",
  },
  { icon: ScrollText, title: "Read", words: "Search the summaries beside their emails, and export them to Excel." },
];

/** The journey in three sentences, for whoever is here for the first time. */
export function HowItWorks() {
  return (
    <section aria-label="How it works">
      <ol className="grid gap-6 sm:grid-cols-3 sm:gap-8">
        {STEPS.map(({ icon: Icon, title, words }) => (
          <li key={title} className="flex gap-4">
            <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-link" strokeWidth={1.75} />
            <div>
              <h2 className="font-semibold">{title}</h2>
              <p className="mt-0.5 text-sm text-muted">{words}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
