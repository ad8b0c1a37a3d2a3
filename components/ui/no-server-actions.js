/** Stands in for what Next's router does with server actions (next.config.js). @param {unknown} state */
export const serverActionReducer = (state) => state
