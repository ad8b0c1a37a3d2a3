/** In quotation marks, unless it is already quoted. */
export const quoted = (text: string): string => (text.startsWith('“') ? text : `“${text}”`)
