/** What a package of a course plays, made from the course and the stories that it names. */
import type { Course, Item } from '@/scenarios/engine/course/course'
import { citesOf, referencesIn } from '@/scenarios/engine/course/text'
import type { CourseContent, CourseItem } from '../course/content'
import { writtenCourse } from '../course/suspended'
import type { Story } from '../content'
import { longest } from '../journal/code'
import { type Cited, type PackagedStory, type Told, citedIn, shortHash, storyOf } from './content'
import { Unmade } from './unmade'

export interface PackagedCourse extends Pick<Course, 'title' | 'summary' | 'passing' | 'items'> {
  /** Stable over releases. */
  id: string
  /** Paths of the pictures in its texts, by their ids. */
  pictures: Record<string, string>
}

/** @throws Unmade if it has no parts, or something that it names is missing */
export function courseContentOf(
  { id, title, summary, passing, items, pictures }: PackagedCourse,
  storyBy: (pattern: string) => PackagedStory | undefined,
  told: Told,
  cited: Cited,
): CourseContent {
  const patterns = [...new Set(items.flatMap((item) => (item.kind === 'pattern' ? item.pattern : [])))]
  const missing = [...patterns.filter((pattern) => !storyBy(pattern)), ...items.flatMap((item) => missingIn(item, pictures, cited))]
  if (missing.length > 0) throw new Unmade('missing', `the course names what is not there: ${missing.join('; ')}`)
  if (items.length === 0) throw new Unmade('missing', 'the course has no parts')
  const stories = Object.fromEntries(patterns.map((pattern) => [pattern, storyOf(storyBy(pattern)!, null)]))
  const known = items.map((item) => withTitle(item, stories))
  const texts = items.flatMap((item) => ('body' in item ? citesOf(item.body) : []))
  return {
    ...{ course: id, title, summary, passing, pictures, items: known, stories },
    minutes: known.reduce((sum, { minutes }) => sum + minutes, 0),
    hash: shortHash({
      items: items.map((item) => (item.kind === 'pattern' ? { id: item.id, story: stories[item.pattern]!.hash } : { id: item.id })),
    }),
    ...told,
    ...citedIn(JSON.stringify([Object.values(stories).map(({ truths }) => truths), texts]), cited),
  }
}

/** What a text refers to that is not there, or is not written as it can be read. */
function missingIn(item: Item, pictures: Record<string, string>, { sources }: Cited): string[] {
  if (!('body' in item)) return []
  const { named, faulty } = referencesIn(item.body)
  const unknown = named.filter(({ kind, id }) => (kind === 'source' ? !sources.some((source) => source.id === id) : !pictures[id]))
  return [...unknown, ...faulty].map(({ kind, id, line }) => `${kind} ${id} in line ${line} of ${item.id}`)
}

const withTitle = (item: Item, stories: Record<string, Story>): CourseItem => {
  if (item.kind !== 'pattern') return item
  const { title, minutes } = stories[item.pattern]!
  return { ...item, title, minutes }
}

/** How many characters its suspended data takes at most: see `longest`. */
export function mostSuspended({ hash, items, stories }: CourseContent): number {
  const most = (story: Story) => Math.max(...Object.values(story.truths).map(({ play }) => longest(play)))
  const marks = items.map((item) => 'x'.repeat(item.kind === 'pattern' ? most(stories[item.pattern]!) : 1))
  return writtenCourse({ hash, seed: 2 ** 31 - 1, marks, seconds: 999_999_999 }).length
}
