import { z } from 'zod'
import { SOURCE_ID } from '../engine/format/artefacts'

/**
 * Where national services can be reached, as their own guidance says. It is shown until an organisation has entered whom to tell. Each is
 * an address or a telephone number that the source names.
 */
const PublicLine = z.strictObject({
  /** ISO 3166, so that a browser's language names it. */
  country: z.string().regex(/^[A-Z]{2}$/),
  service: z.string().min(1),
  url: z.url({ protocol: /^https$/ }).optional(),
  phone: z
    .string()
    .regex(/^\+[\d ]+$/)
    .optional(),
  source: z.string().regex(SOURCE_ID),
})
const PublicLines = z.strictObject({
  lookedUp: z.iso.date(),
  lines: z.array(PublicLine.refine(({ url, phone }) => url !== undefined || phone !== undefined, 'has an address or a telephone number')),
})
export type PublicLine = z.infer<typeof PublicLine>

export const readPublicLines = (json: unknown): z.infer<typeof PublicLines> => PublicLines.parse(json)
