import 'server-only'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Nature } from '@/scenarios/engine/format/schema'
import { DEFAULTS } from '@/scenarios/engine/score/path'
import type { About, Kind } from '@/lms/package/about'
import { descriptors as cmi5 } from '@/lms/package/cmi5'
import { contentOf } from '@/lms/package/content'
import { pageOf } from '@/lms/package/page'
import { zipped } from '@/lms/package/zip'
import { type Content, introOf, stored } from '@/lms/content'
import { evidenceIn, libraryIn } from '../library/library'
import { compiledMessages, directionOf, languageOf, translator } from '../platform/locales'

/** What the build made for every package: `server/commands/bundle-player.js`. */
export const PLAYER = '.bundle/player'

export interface Asked {
  pattern: string
  kind: Kind
  /** Null draws one for each attempt. */
  nature: Nature | null
  locale: string
  report: Content['report']
  contacts: Content['contacts']
}
export interface Made {
  name: string
  bytes: Uint8Array
}

const DESCRIPTORS: Partial<Record<Kind, (about: About) => Record<string, string | Uint8Array>>> = {
  cmi5,
  standalone: () => ({}),
}
/** The texts of the interface that a package has. */
const PARTS = ['ui', 'play', 'channels', 'debrief', 'help', 'package'] as const

/** A package of a story: a ZIP. Null if the library has no such pattern. @throws RangeError if it never is what is asked for */
export async function makePackage({ pattern: id, kind, locale, ...choices }: Asked): Promise<Made | null> {
  const story = (await libraryIn(locale)).pattern(id)
  if (!story) return null
  const { indicators, sources } = await evidenceIn(locale)
  const content = contentOf(story, { ...choices, standsAlone: kind === 'standalone' }, { indicators, sources })
  const files: Record<string, string | Uint8Array> = { ...(await besides()), 'index.html': await htmlOf(content, kind, locale) }
  const about: About = {
    id,
    title: story.title,
    description: story.summary,
    locale: languageOf(locale),
    minutes: story.minutes,
    mastery: choices.report === 'pass' && story.kind !== 'tutorial' ? DEFAULTS.passMark : null,
    files: Object.keys(files).sort(),
    launch: 'index.html',
  }
  const suffix = [choices.nature, kind].filter(Boolean).join('-')
  return { name: `second-look-${id}-${suffix}.zip`, bytes: zipped({ ...files, ...DESCRIPTORS[kind]!(about) }) }
}

/** What a page loads, and what belongs to it. */
async function besides(): Promise<Record<string, Uint8Array>> {
  const fonts = (await readdir(join(PLAYER, 'fonts'))).map((font) => `fonts/${font}`)
  const files = await Promise.all(fonts.map(async (path) => [path, await readFile(join(PLAYER, path))] as const))
  return { ...Object.fromEntries(files), 'LICENSE.txt': await readFile('LICENSE') }
}

const part = (file: string): Promise<string> => readFile(join(PLAYER, file), 'utf8')

async function htmlOf(content: Content, kind: Kind, locale: string): Promise<string> {
  const { learn, ...messages } = compiledMessages(locale)
  const { start, you, before, minutes } = learn
  return pageOf({
    kind,
    title: content.title,
    language: languageOf(locale),
    direction: directionOf(locale),
    page: {
      intro: introOf(content),
      language: languageOf(locale),
      messages: { ...Object.fromEntries(PARTS.map((part) => [part, messages[part]])), learn: { start, you, before, minutes } },
    },
    content: stored(content),
    script: await part(`${kind}.js`),
    styles: await part('player.css'),
    drawings: await part('drawings.svg'),
    noScript: translator(locale, 'package')('noScript'),
  })
}
