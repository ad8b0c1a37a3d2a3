import 'server-only'
import { contrast, mix, nearest } from './contrast'

/** The colours in app/globals.css that an organisation's accent is combined with (`theme.test.ts` compares the two). */
export const TOKENS = {
  light: {
    bg: '#f5f4f0',
    surface: '#ffffff',
    'surface-2': '#faf9f6',
    sunken: '#eeece6',
    ink: '#1a1d23',
    'ink-2': '#444b58',
    'ink-3': '#5d6473',
    line: '#e2dfd8',
    'line-2': '#cfcbc1',
    control: '#80869a',
    accent: '#1d4f7c',
    'accent-hover': '#163f64',
    'on-accent': '#ffffff',
    'accent-soft': '#e6eef6',
    'accent-line': '#a9c4de',
    'bubble-me': '#e6eef6',
  },
  dark: {
    bg: '#131519',
    surface: '#1a1d22',
    'surface-2': '#1f2329',
    sunken: '#0f1114',
    ink: '#eceef1',
    'ink-2': '#bcc2cd',
    'ink-3': '#9aa1b0',
    line: '#2b3038',
    'line-2': '#3a404b',
    control: '#79808f',
    accent: '#8dbbe8',
    'accent-hover': '#a6caee',
    'on-accent': '#0d1b29',
    'accent-soft': '#1c2a39',
    'accent-line': '#3f5f7f',
    'bubble-me': '#1f2f40',
  },
} as const
export type Scheme = keyof typeof TOKENS
export const SCHEMES = Object.keys(TOKENS) as Scheme[]
export type Accent = Record<Scheme, string>

/** WCAG 2.2 AA for text. */
export const NEEDED = 4.5

/** What is written on an accent colour, as on a button. */
export const readableOn = (accent: string): string => (contrast(accent, '#ffffff') >= contrast(accent, '#101318') ? '#ffffff' : '#101318')

/** All colours derived from one accent colour in one scheme. */
function accentTokens(accent: string, scheme: Scheme): Record<string, string> {
  const { surface, ink, 'ink-3': faint } = TOKENS[scheme]
  // The strongest tint on which every text stays readable.
  const soft =
    [0.14, 0.12, 0.1, 0.08, 0.06, 0.04, 0.02]
      .map((share) => mix(accent, surface, share))
      .find((colour) => [accent, ink, faint].every((text) => contrast(text, colour) >= NEEDED)) ?? surface
  return {
    accent,
    'accent-hover': mix(accent, ink, 0.8),
    'on-accent': readableOn(accent),
    'accent-soft': soft,
    'accent-line': mix(accent, surface, 0.4),
    'bubble-me': soft,
  }
}

/** The lowest contrast of an accent colour: as text on each of our backgrounds, and behind the text of a button. */
function lowest(accent: string, scheme: Scheme): number {
  const { bg, surface, 'surface-2': second, sunken } = TOKENS[scheme]
  const { 'on-accent': on, 'accent-hover': hover } = accentTokens(accent, scheme)
  return Math.min(...[bg, surface, second, sunken, on!].map((ground) => contrast(accent, ground)), contrast(on!, hover!))
}

export interface AccentCheck {
  passes: boolean
  /** The lowest contrast found, as in 3.2 to 1. */
  ratio: number
  /** The nearest colour that passes. */
  nearest: string | null
}
export function checkAccent(accent: string, scheme: Scheme): AccentCheck {
  const ratio = lowest(accent, scheme)
  const passes = (colour: string) => lowest(colour, scheme) >= NEEDED
  return { passes: ratio >= NEEDED, ratio, nearest: nearest(accent, passes) }
}

const block = (selector: string, tokens: Record<string, string>): string =>
  `${selector}{${Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')}}`

/** The style sheet with an organisation's colours. Its selector overrides globals.css wherever it is linked. */
export function themeCss(accent: Accent): string {
  const [light, dark] = [accentTokens(accent.light, 'light'), accentTokens(accent.dark, 'dark')]
  const both = Object.entries(light).map(([name, value]) => [name, `light-dark(${value},${dark[name]})`])
  return `${block(':root:root', Object.fromEntries(both))}\n`
}

/** Both schemes side by side, whatever the browser prefers: `.preview-light` and `.preview-dark`. */
export const previewCss = (accent: Accent | null): string =>
  SCHEMES.map((scheme) =>
    block(`.preview-${scheme}`, { ...TOKENS[scheme], ...(accent && accentTokens(accent[scheme], scheme)) }).replace(
      '{',
      `{color-scheme:${scheme};`,
    ),
  ).join('\n')
