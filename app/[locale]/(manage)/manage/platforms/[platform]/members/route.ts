import { ownedBy } from '@/server/courses/owners'
import { countMembers, linksOf } from '@/server/lti/members'
import { readPlatform } from '@/server/lti/platforms'
import { setFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'

/** We ask for this many lists at once, because a cookie holds the counts until the page shows them. */
const MOST = 40

export const POST = formHandler(
  '/[locale]/manage/platforms/[platform]/members',
  { roles: SECTIONS.platforms },
  async ({ locale, person, params: { platform: id } }) => {
    const platform = await readPlatform(id)
    if (!platform) return seeOther(gonePath(locale))
    const lists = [...new Set((await linksOf(id, await ownedBy(person))).flatMap(({ members }) => members ?? []))].slice(0, MOST)
    const counts = await Promise.all(lists.map(async (list) => [list, await countMembers(platform, list)] as const))
    await setFlash('members', Object.fromEntries(counts.map(([list, count]) => [list.slice(-60), String(count ?? '')])))
    return seeOther(`/${locale}/manage/platforms/${id}?note=members#links-h`)
  },
)
