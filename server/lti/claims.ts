import 'server-only'
import { z } from 'zod'

/** We do not read names, addresses and roles: what we do not read we cannot keep, and a role over there gives none here. */
export const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
export const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'
export const SCORE_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score'
export const MEMBERS_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'

export const MESSAGES = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'] as const

const Id = z.string().min(1).max(255)
const Url = z.url().max(2_000)
const Text = z.string().max(2_000)

const Common = z.object({
  sub: Id.optional(),
  nonce: z.string().min(1).max(512),
  azp: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]),
  [`${LTI}/version`]: z.literal('1.3.0'),
  [`${LTI}/deployment_id`]: Id,
  [`${LTI}/target_link_uri`]: Url.optional(),
  [`${LTI}/launch_presentation`]: z
    .object({ return_url: Url.optional(), locale: z.string().max(60).optional() })
    .optional()
    .catch(undefined),
})
const commonOf = (token: z.output<typeof Common>) => ({
  /** The platform's id of the person; null for an anonymous launch. */
  subject: token.sub ?? null,
  deployment: token[`${LTI}/deployment_id`],
  returnUrl: token[`${LTI}/launch_presentation`]?.return_url ?? null,
  locale: token[`${LTI}/launch_presentation`]?.locale ?? null,
  checked: {
    nonce: token.nonce,
    azp: token.azp,
    aud: [token.aud].flat(),
    targetLink: token[`${LTI}/target_link_uri`] ?? null,
  },
})
const Resource = Common.extend({
  [`${LTI}/message_type`]: z.literal('LtiResourceLinkRequest'),
  [`${LTI}/target_link_uri`]: Url,
  [`${LTI}/resource_link`]: z.object({ id: Id }),
  [`${LTI}/custom`]: z.record(z.string(), z.unknown()).optional(),
  [AGS]: z.object({ lineitem: Url.optional(), scope: z.array(Text).default([]) }).optional(),
  [NRPS]: z.object({ context_memberships_url: Url }).optional(),
}).transform((token) => ({
  kind: 'resource' as const,
  ...commonOf(token),
  link: token[`${LTI}/resource_link`].id,
  target: targetOf(token[`${LTI}/custom`]),
  lineitem: token[AGS]?.scope.includes(SCORE_SCOPE) ? (token[AGS].lineitem ?? null) : null,
  members: token[NRPS]?.context_memberships_url ?? null,
}))
const DeepLinking = Common.extend({
  [`${LTI}/message_type`]: z.literal('LtiDeepLinkingRequest'),
  [`${DL}/deep_linking_settings`]: z.object({
    deep_link_return_url: Url,
    accept_types: z.array(Text),
    data: z.string().max(8_000).optional(),
    accept_lineitem: z.boolean().optional(),
  }),
}).transform((token) => {
  const { deep_link_return_url, data, accept_types, accept_lineitem } = token[`${DL}/deep_linking_settings`]
  return {
    kind: 'deep-linking' as const,
    ...commonOf(token),
    replyTo: deep_link_return_url,
    data: data ?? null,
    takesLinks: accept_types.includes('ltiResourceLink'),
    /** Whether the platform accepts a gradebook column with a link. */
    takesLineitem: accept_lineitem ?? true,
  }
})
export const TokenSchema = z.union([Resource, DeepLinking])
export type TokenClaims = z.output<typeof TokenSchema>
export type ResourceClaims = Omit<z.output<typeof Resource>, 'checked'>
export type DeepLinkingClaims = Omit<z.output<typeof DeepLinking>, 'checked'>
export type Claims = ResourceClaims | DeepLinkingClaims

export const TARGETS = ['scenario', 'course'] as const
export const TargetSchema = z.object({ kind: z.enum(TARGETS), id: z.string().regex(/^[\w-]{1,40}$/) })
export type Target = z.infer<typeof TargetSchema>

export const customOf = ({ kind, id }: Target): Record<string, string> => ({ [kind]: id })

function targetOf(custom: Record<string, unknown> | undefined): Target | null {
  for (const kind of TARGETS) {
    const found = TargetSchema.safeParse({ kind, id: custom?.[kind] })
    if (found.success) return found.data
  }
  return null
}

/** What we keep of a verified token. @param isTheirs whether an address is on one of the platform's own pages */
export function keptOf({ checked: _, ...kept }: TokenClaims, isTheirs: (url: string) => boolean): Claims {
  return { ...kept, returnUrl: kept.returnUrl && isTheirs(kept.returnUrl) ? kept.returnUrl : null }
}

export const messageTypeOf = (payload: object): unknown => (payload as Record<string, unknown>)[`${LTI}/message_type`]
