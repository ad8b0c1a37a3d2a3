import 'server-only'
import { z } from 'zod'
import { cookieValue, remember } from './session'

/** How pages look in this browser. It is a preference that reveals nothing about anybody, and only the browser stores it. */
export const THEMES = ['device', 'light', 'dark'] as const
export const TEXT_SIZES = ['normal', 'large', 'larger'] as const
export interface Display {
  theme: (typeof THEMES)[number]
  text: (typeof TEXT_SIZES)[number]
}

export const DisplayForm = z.object({ theme: z.enum(THEMES).optional(), text: z.enum(TEXT_SIZES).optional() })

/** The cookie's value: `dark.large`. If it is anything else, the device and the browser decide. */
const DisplaySchema = z
  .string()
  .transform((kept) => kept.split('.'))
  .pipe(z.tuple([z.enum(THEMES), z.enum(TEXT_SIZES)]))

export function displayOf(kept: string | undefined): Display {
  const { data } = DisplaySchema.safeParse(kept)
  return { theme: data?.[0] ?? 'device', text: data?.[1] ?? 'normal' }
}
export const display = async (): Promise<Display> => displayOf(await cookieValue('display'))

export async function setDisplay(chosen: z.output<typeof DisplayForm>): Promise<void> {
  const { theme, text } = { ...(await display()), ...chosen }
  await remember('display', `${theme}.${text}`)
}

/** For `<html>`, where the style sheet reads them. Empty if the device and the browser decide. */
export const attributesOf = ({ theme, text }: Display): { 'data-theme'?: string; 'data-text'?: string } => ({
  ...(theme !== 'device' && { 'data-theme': theme }),
  ...(text !== 'normal' && { 'data-text': text }),
})
