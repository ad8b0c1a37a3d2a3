/** What stands beside the main thing. */
export const BOX = 'rounded-[.7em] border border-line-2 bg-surface px-[.8em] py-[.7em]'
