import { EMPTY_FORM, type Form } from "#lib/prompts/form";

/** Instructions and fields that ship with Mailgist, to be used as they are or as a start for own ones. */
export type Template = { id: string; name: string; about: string; instructions: string; form: Form };

const SHARED = `Keep names, amounts, dates and numbers exactly as they stand in the email, and add nothing that is not in it.
Leave out greetings, signatures, disclaimers and quoted history.
Write as plain sentences without markup.`;

export const TEMPLATES: Template[] = [
  {
    id: "executive",
    name: "Executive brief",
    about: "What a busy manager needs: the gist, how urgent it is, who has to do what until when",
    instructions: `You brief an executive who reads nothing else.
Say in 2 or 3 sentences and at most 60 words who writes, what they want or report, and what has to be decided.
Name the sender first.
${SHARED}`,
    form: { ...EMPTY_FORM, tags: [], urgency: true, actions: true, dates: true },
  },
  {
    id: "complaints",
    name: "Customer complaints",
    about: "What went wrong, how the customer feels, and what would put it right",
    instructions: `You read emails of customers for a support team.
Say in 2 or 3 sentences and at most 60 words who writes, what went wrong, and what they want done.
${SHARED}`,
    form: {
      ...EMPTY_FORM,
      category: ["Product fault", "Delivery", "Billing", "Service", "Cancellation", "Question", "Praise", "Other"],
      tags: [],
      sentiment: true,
      urgency: true,
      own: [
        { name: "Product", kind: "text", hint: "the product or service the customer writes about", choices: [] },
        { name: "Order number", kind: "text", hint: "order, invoice or ticket number", choices: [] },
        {
          name: "Wants a refund",
          kind: "yes_no",
          hint: "true only when the customer asks for money back",
          choices: [],
        },
      ],
    },
  },
  {
    id: "leads",
    name: "Sales leads",
    about: "Who wants to buy what, for how much, and how warm they are",
    instructions: `You read emails for a sales team.
Say in 2 or 3 sentences and at most 60 words who writes, what they need, and what the next step is.
${SHARED}`,
    form: {
      ...EMPTY_FORM,
      tags: [],
      people: true,
      amounts: true,
      own: [
        {
          name: "Stage",
          kind: "choice",
          hint: "how near to buying the sender is",
          choices: ["Not a lead", "Curious", "Comparing", "Ready to buy"],
        },
        { name: "Next step", kind: "text", hint: "what the sender proposes or expects next", choices: [] },
      ],
    },
  },
  {
    id: "legal",
    name: "Legal review",
    about: "Parties, deadlines, amounts and what is claimed or agreed",
    instructions: `You read correspondence for a lawyer.
Say in 2 or 3 sentences and at most 60 words who writes to whom, what is claimed, agreed or disputed, and which deadline runs.
Do not judge who is right.
${SHARED}`,
    form: {
      ...EMPTY_FORM,
      tags: [],
      people: true,
      dates: true,
      amounts: true,
      own: [
        { name: "Matter", kind: "text", hint: "case, contract or file number", choices: [] },
        { name: "Privileged", kind: "yes_no", hint: "true when lawyer and client write to each other", choices: [] },
      ],
    },
  },
  {
    id: "meetings",
    name: "Meeting follow-ups",
    about: "What was agreed, and who does what until when",
    instructions: `You read emails about meetings.
Say in 2 or 3 sentences and at most 60 words what was or is to be discussed, what was decided, and when people meet next.
${SHARED}`,
    form: { ...EMPTY_FORM, tags: [], people: true, dates: true, actions: true },
  },
];
