import {
  cancelBatchAction,
  removeBatchAction,
  renameBatchAction,
  restoreBatchAction,
  retryBatchAction,
  retryVectorsAction,
  settleBatchAction,
} from "#app/batches/actions";

/** What the pages of batches hand down to their screens. */
export const BATCH_ACTIONS = {
  cancel: cancelBatchAction,
  retry: retryBatchAction,
  retryVectors: retryVectorsAction,
  settle: settleBatchAction,
  remove: removeBatchAction,
  restore: restoreBatchAction,
  rename: renameBatchAction,
};
