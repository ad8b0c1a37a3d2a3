import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { newItemId, putItem } from '@/scenarios/courses/edit'
import { DraftSchema, ITEM_KINDS, type ItemKind, ItemSchema } from '@/scenarios/engine/course/course'
import { type OwnedCourse, courseVersion, saveDraft } from '@/server/courses/courses'
import { itemsIn } from '@/server/courses/items'
import { textFaults } from '@/server/courses/text-faults'
import { libraryIn } from '@/server/library/library'
import { gone, seeOther } from '@/server/nextjs/responses'
import { postedToCourse } from '../../owned-course'
import { EDITORS, ITEM_FIELDS, postedItem } from '../item-fields'
import { ITEM_ERRORS, type KeptItem } from '../item-form'

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/put',
  { roles: BUILDERS, texts: [...ITEM_FIELDS, 'kind', 'id', 'seen'] },
  async (post) => {
    const { locale, text } = post
    const { course, base, keep } = await postedToCourse(post)
    const kind = ITEM_KINDS.find((k) => k === text.kind)
    if (!kind) return gone(locale)
    const edited = course.draft.items.some((i) => i.id === text.id) ? text.id : null
    const page = edited ? `${base}/items/${edited}` : `${base}/add/${kind}`
    const values = Object.fromEntries(ITEM_FIELDS.map((name) => [name, text[name]]))
    const back = (why: Omit<KeptItem, 'values'>) => keep(page, { values, ...why } satisfies KeptItem)

    const id = edited ?? (await freeId(course, text[EDITORS[kind].fields[0]!], kind))
    const item = ItemSchema.safeParse({ id, ...postedItem(kind, values) })
    if (!item.success || itemsIn(await libraryIn(locale)).isMissing(item.data)) {
      const wrong = item.success ? ['scenario'] : item.error.issues.map((issue) => String(issue.path[0]))
      return back({ elsewhere: false, errors: ITEM_ERRORS.filter((name) => wrong.includes(name)) })
    }
    const faults = await textFaults(course.id, item.data)
    if (faults.length > 0) return back({ elsewhere: false, errors: ['faults'], faults })
    const draft = DraftSchema.safeParse(putItem(course.draft, item.data))
    if (!draft.success) return back({ elsewhere: false, errors: ['items'] })
    if (!(await saveDraft(course.id, draft.data, Number(text.seen)))) return back({ elsewhere: true, errors: [] })
    return seeOther(`${base}?note=saved#item-${item.data.id}`)
  },
)

/** An id that neither the draft nor any published version uses: records of one item must not be taken for those of another. */
async function freeId({ id, version, draft }: OwnedCourse, name: string, kind: ItemKind): Promise<string> {
  const published = await Promise.all(Array.from({ length: version }, (_, i) => courseVersion(id, i + 1)))
  return newItemId(
    name,
    kind,
    [draft, ...published].flatMap(({ items }) => items.map((item) => item.id)),
  )
}
