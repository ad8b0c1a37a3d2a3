import { audit } from '@/server/accounts/audit'
import {
  FOREIGN,
  PlatformSchema,
  SPEAKERS,
  isComplete,
  movesAddresses,
  movesSpeakers,
  readPlatform,
  savePlatform,
} from '@/server/lti/platforms'
import { clearFlash, setFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { unproved } from '../../../people/administrator'
import { NAMES } from '../../fields'

/** A server that is ticked is confirmed like one that is typed into the list. */
export const POST = formHandler(
  '/[locale]/manage/platforms/[platform]/save',
  { roles: ['administrator'], texts: [...NAMES, 'password'], lists: ['confirmed'] },
  async ({ locale, person, params: { platform: id }, text: { password, ...text }, list, address }) => {
    const here = `/${locale}/manage/platforms/${id}`
    const platform = await readPlatform(id)
    if (!platform) return seeOther(gonePath(locale))
    const typed = { ...text, origins: [text.origins, ...list.confirmed].filter(Boolean).join('\n') }
    const refuse = async (note: string, wrong: string[] = [], left: readonly string[] = []) => {
      // A cookie holds no more. We leave longer values out instead of cutting them: a shortened list would be saved as the whole list.
      const kept = Object.entries(typed).filter(([name, value]) => value.length <= 300 && !left.includes(name))
      await setFlash('platform', Object.fromEntries(kept))
      return seeOther(`${here}?${new URLSearchParams({ note, ...(wrong.length > 0 && { wrong: wrong.join(' ') }) })}#settings`)
    }
    await clearFlash()
    const form = PlatformSchema.safeParse(typed)
    if (!form.success) {
      const wrong = new Set(form.error.issues.filter(({ message }) => message !== FOREIGN).map(({ path }) => String(path[0])))
      return wrong.size === 0 ? refuse('foreign') : refuse('check', [...wrong])
    }
    // The form shows these settings, but does not let anybody change them.
    if (await movesSpeakers(id, form.data)) return refuse('settled', [], SPEAKERS)
    const isMoved = movesAddresses(platform, form.data)
    const why = isMoved ? await unproved(person, password, address) : null
    if (why) return refuse(why)
    const saved = await savePlatform(id, form.data)
    if (saved === 'gone') return seeOther(gonePath(locale))
    if (saved === 'taken') return refuse('taken')
    const servers = { servers: (await readPlatform(id))!.origins.join(', ') }
    if (isMoved || !isComplete(platform)) await audit({ actor: person.id, action: 'platform.addresses', thing: id, detail: servers })
    else await audit({ actor: person.id, action: 'platform.changed', thing: id })
    return seeOther(`${here}?note=${isComplete(platform) ? 'saved' : 'added'}`)
  },
)
