import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { insertItem, moveItem, removeItem } from '@/scenarios/courses/edit'
import { type Course, DraftSchema, type Item, ItemSchema } from '@/scenarios/engine/course/course'
import { saveDraft } from '@/server/courses/courses'
import { saveFormDraft, readFormDraft } from '@/server/accounts/form-drafts'
import type { Person } from '@/server/accounts/people'
import { itemsIn } from '@/server/courses/items'
import { libraryIn } from '@/server/library/library'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCourse } from '../../owned-course'

interface RemovedItem {
  item: Item
  at: number
}

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/arrange',
  { roles: BUILDERS, texts: ['up', 'down', 'remove', 'restore', 'seen'] },
  async (post) => {
    const { course, base } = await postedToCourse(post)
    const done = await arrange(course.draft, post, itemsIn(await libraryIn(post.locale)).titleOf)
    if (!done) return seeOther(base)
    if (!(await saveDraft(course.id, done.draft, Number(post.text.seen)))) return seeOther(`${base}?note=elsewhere`)
    return seeOther(`${base}?${new URLSearchParams(done.query)}${done.at ? `#item-${done.at}` : ''}`)
  },
)

interface ArrangeResult {
  draft: Course
  query: Record<string, string>
  at?: string
}

type ArrangeRequest = { text: Record<'up' | 'down' | 'remove' | 'restore', string>; person: Person }
async function arrange(draft: Course, { text, person }: ArrangeRequest, titleOf: (item: Item) => string): Promise<ArrangeResult | null> {
  const [id, by] = text.up ? [text.up, -1 as const] : [text.down, 1 as const]
  if (id) {
    const moved = moveItem(draft, id, by)
    const n = moved.items.findIndex((i) => i.id === id)
    return n < 0 ? null : { draft: moved, query: { note: 'moved', title: titleOf(moved.items[n]!), n: String(n + 1) }, at: id }
  }
  const at = draft.items.findIndex((i) => i.id === text.remove)
  if (at >= 0) {
    const item = draft.items[at]!
    return {
      draft: removeItem(draft, item.id),
      query: { note: 'removed', title: titleOf(item), kept: await saveFormDraft(person.id, { item, at } satisfies RemovedItem) },
    }
  }
  const removed = await readFormDraft<RemovedItem>(person.id, text.restore)
  const item = ItemSchema.safeParse(removed?.item)
  if (!removed || !item.success) return null
  const restored = DraftSchema.safeParse(insertItem(draft, item.data, removed.at))
  return restored.success ? { draft: restored.data, query: { note: 'restored', title: titleOf(item.data) }, at: item.data.id } : null
}
