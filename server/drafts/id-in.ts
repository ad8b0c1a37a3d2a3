import 'server-only'

/** The id that a scenario’s file gives itself, on a line of its own. Empty if it gives none. */
export const idIn = (text: string): string => /^id:[ \t]*["']?([A-Za-z0-9][A-Za-z0-9-]{0,39})["']?[ \t]*(?:#.*)?$/m.exec(text)?.[1] ?? ''
