import 'server-only'

/** Colours of app/globals.css for places that no style sheet reaches: letters, and the browser's own bars. */
export const COLOURS = {
  light: {
    bg: '#f5f4f0',
    surface: '#ffffff',
    ink: '#1a1d23',
    'ink-2': '#444b58',
    'ink-3': '#5d6473',
    line: '#e2dfd8',
    accent: '#1d4f7c',
    'on-accent': '#ffffff',
  },
  dark: {
    bg: '#131519',
    surface: '#1a1d22',
    ink: '#eceef1',
    'ink-2': '#bcc2cd',
    'ink-3': '#9aa1b0',
    line: '#2b3038',
    accent: '#8dbbe8',
    'on-accent': '#0d1b29',
  },
} as const
export type Scheme = keyof typeof COLOURS
export const SCHEMES = Object.keys(COLOURS) as Scheme[]
