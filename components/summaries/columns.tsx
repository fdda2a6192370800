/** The columns of the summaries table, the same in its head and in every row. Narrower than this, rows are cards. */
export const COLUMNS =
  "@3xl/summaries:grid @3xl/summaries:grid-cols-[minmax(8rem,1.1fr)_minmax(9rem,1.5fr)_minmax(14rem,3fr)_6.5rem_8rem] @3xl/summaries:gap-4";
