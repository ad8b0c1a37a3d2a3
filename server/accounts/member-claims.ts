import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import { MEMBER_FIELDS, type MemberField, config } from '../platform/config'
import { changeMember, memberOfUser } from './members'
import { hasHidden } from './people-file'
import type { Claims } from './single-sign-on'

const Text = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !hasHidden(text))
const Texts = z
  .union([z.array(z.unknown()), z.string().transform((one) => [one])])
  .transform((all) => all.flatMap((one) => Text.min(1).safeParse(one).data ?? []).slice(0, 200))

/** A missing claim changes nothing; an empty one says that there is no value. */
export function saidBy(claims: Claims, names: Partial<Record<MemberField, string>>): Partial<Record<MemberField, string>> {
  const said: Partial<Record<MemberField, string>> = {}
  for (const field of MEMBER_FIELDS) {
    const claim = names[field]
    if (claim === undefined || claims[claim] === undefined) continue
    if (field === 'groups') said.groups = JSON.stringify([...new Set(Texts.safeParse(claims[claim]).data ?? [])].sort())
    else said[field] = Texts.safeParse(claims[claim]).data?.[0] ?? ''
  }
  return { ...said, ...(said.manager !== undefined && { manager: said.manager.toLowerCase() }) }
}

/** Notes what the claims of a sign-in say of a person. For people in the directory, only the directory counts. */
export async function noteClaims(user: string, claims: Claims): Promise<void> {
  const said = saidBy(claims, config().OIDC_MEMBER_CLAIMS)
  if (Object.keys(said).length === 0) return
  const member = await memberOfUser(user)
  const { source } = await database().selectFrom('member').select('source').where('id', '=', member).executeTakeFirstOrThrow()
  if (source !== 'directory') await changeMember(database(), member, { ...said, source: 'sign-on' })
}
