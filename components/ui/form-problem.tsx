/** Why a form was not taken, spoken at once; nothing while all is well. */
export function FormProblem({ problem, className = "" }: { problem: string | null; className?: string }) {
  if (!problem) return null;
  return (
    <p
      role="alert"
      className={`rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground wrap-anywhere ${className}`}
    >
      {problem}
    </p>
  );
}
