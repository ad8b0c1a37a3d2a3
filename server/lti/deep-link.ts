import 'server-only'
import { database } from '../database'
import { libraryIn } from '../library/library'
import { newToken } from '../platform/tokens'
import type { ToolAddresses } from './addresses'
import { DL, type DeepLinkingClaims, LTI, type Target, customOf } from './claims'
import { signed } from './keys'
import type { Launch } from './launches'
import { type LinkContent, openedBy, textOf } from './links'
import type { Platform } from './platforms'
import { MAXIMUM } from './scores'

/** Every scenario of the library, and the courses that are offered to this platform. */
export async function choices(platform: Platform, locale: string): Promise<LinkContent[]> {
  const library = await libraryIn(locale)
  const targets: Target[] = [
    ...platform.courses.map((id) => ({ kind: 'course', id }) as const),
    ...library.scenarios.map(({ id }) => ({ kind: 'scenario', id }) as const),
  ]
  const all = await Promise.all(targets.map((target) => openedBy(target, platform, locale)))
  return all.filter((one) => one !== null)
}

export async function choose(launch: Launch, chosen: string, locale: string): Promise<boolean> {
  if (!(await choices(launch.platform, locale)).some(({ target }) => textOf(target) === chosen)) return false
  await database().updateTable('lti_launch').set({ chosen }).where('id', '=', launch.id).execute()
  return true
}

export const chosenOf = async (launch: Launch, locale: string): Promise<LinkContent | null> =>
  (await choices(launch.platform, locale)).find(({ target }) => textOf(target) === launch.chosen) ?? null

/** Seconds that somebody may spend on the last page. */
const REPLIED = 600
/** In pixels. */
const ICON = 64

/** The signed answer that the browser carries back to the platform. */
export function deepLinkReply(
  platform: Platform,
  claims: DeepLinkingClaims,
  { target, title, summary }: LinkContent,
  { launch, icon }: ToolAddresses,
  now = Date.now(),
): Promise<string> {
  const reply = {
    nonce: newToken(),
    [`${LTI}/deployment_id`]: claims.deployment,
    [`${LTI}/message_type`]: 'LtiDeepLinkingResponse',
    [`${LTI}/version`]: '1.3.0',
    ...(claims.data !== null && { [`${DL}/data`]: claims.data }),
    [`${DL}/content_items`]: [
      {
        type: 'ltiResourceLink',
        title,
        text: summary,
        url: launch,
        icon: { url: icon, width: ICON, height: ICON },
        custom: customOf(target),
        ...(claims.takesLineitem && {
          lineItem: { scoreMaximum: MAXIMUM, label: title, resourceId: `${target.kind}-${target.id}`.slice(0, 255) },
        }),
      },
    ],
  }
  return signed(platform, reply, { audience: platform.issuer, life: REPLIED }, now)
}
