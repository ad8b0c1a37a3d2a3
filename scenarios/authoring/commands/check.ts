/** `check [files] [--json] [--watch] [--unproved] [--shared]`: lists what is wrong, with places, and what readings should know. */
import { dirname, resolve } from 'node:path'
import { subjectIn } from '../inspect'
import { unproved } from '../inspect/claims'
import { type Shared, sharedPhrases } from '../inspect/shared'
import { partsOf } from '../inspect/subject'
import { bestFixedPlay } from '../inspect/fixed'
import type { Span } from '../inspect/knowing'
import { sidesOf } from '../inspect/undecided'
import { checkLibrary, told } from '../inspect/checked'
import type { Folder, Library } from '../../library/load'
import { everyStory, evidence, evidenceFindings, withFolders } from '@/server/commands/scenario/files'
import { inDecisions } from './names'
import { two } from './table'
import { Misuse, type Output, readWords } from './verb'
import { whenChanged } from '@/server/commands/scenario/watch'

interface Asked {
  json?: boolean
  unproved?: boolean
  shared?: boolean
}
/** Clears a terminal, so that one screen shows one check. */
const CLEAR = '\u001bc'

export function check(words: string[], output: Output): number {
  const { values, positionals } = readWords(words, {
    json: { type: 'boolean' },
    watch: { type: 'boolean' },
    unproved: { type: 'boolean' },
    shared: { type: 'boolean' },
  })
  if (!values.watch) return checkOnce(positionals, values, output)
  if (values.json) throw new Misuse('--watch prints for people, --json for machines: choose one of them')
  const again = () => {
    output.out(CLEAR)
    checkOnce(positionals, values, output)
  }
  again()
  whenChanged(
    withFolders(positionals)
      .libraries.flat()
      .map((file) => dirname(resolve(file.path))),
    again,
  )
  return 0
}

function checkOnce(paths: string[], { json, unproved: listUnproved, shared }: Asked, { out }: Output): number {
  const { libraries, named } = withFolders(paths)
  const checked = libraries.map((files) => checkLibrary(files, evidence()))
  const isAsked = ({ file }: { file: string }) => named.has(file)
  // Every story cites them, so they are looked at whatever was asked.
  const asked = [...evidenceFindings(), ...checked.flatMap(({ findings }) => findings.filter(isAsked))]
  const stories = checked.flatMap((library) =>
    library.folders.filter(({ story }) => story && isAsked(story.source)).map((folder) => ({ folder, library })),
  )
  const errors = asked.filter((f) => f.severity === 'error').length
  const counts = { files: named.size, errors, warnings: asked.length - errors }
  if (json) out(JSON.stringify({ ...counts, findings: asked }, null, 2))
  else {
    for (const finding of asked) out(told(finding))
    for (const line of stories.flatMap(({ folder, library }) => [
      ...notesOn(folder, library),
      ...(listUnproved ? unprovedIn(folder) : unprovedNote(folder)),
      ...(shared ? sharedIn(folder) : sharedNote(folder)),
    ]))
      out(line)
    out(`${count(counts.files, 'file')}: ${count(errors, 'error')}, ${count(counts.warnings, 'warning')}`)
  }
  return errors > 0 ? 1 : 0
}

const count = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`

/** No faults, but what one should know of a story: from when on it can be known, and how far one comes without. */
function notesOn({ story }: Folder, { pool }: Library): string[] {
  const subject = story && subjectIn(story.value, pool, evidence(), story.source)
  const [hostile, genuine] = subject ? sidesOf(subject) : []
  if (!story || !subject || !hostile || !genuine) return []
  const note = (text: string) => `${story.source.file} note ${text}`
  const spans = [hostile, genuine].map(({ knowledge }) => knowledge)
  const { chosen, ...played } = bestFixedPlay(hostile.scorer, genuine.scorer)
  const result = (side: { final: number; passed: boolean }) => `${two(side.final)} ${side.passed ? 'pass' : 'no pass'}`
  return [
    note(`the first strong fork is shown in moment ${spanOf(spans.map((s) => s.firstStrong))}`),
    note(`the first decided moment is ${spanOf(spans.map((s) => s.firstDecided))}`),
    note(`the best play that is the same in both truths: hostile ${result(played.hostile)}, genuine ${result(played.genuine)}`),
    note(`  ${inDecisions(subject.names, chosen)}`),
  ]
}
function spanOf(spans: readonly Span[]): string {
  const [earliest, latest] = [Math.min(...spans.map(([a]) => a)), Math.max(...spans.map(([, b]) => b))]
  const moment = (n: number) => (n === Infinity ? 'never' : String(n))
  return earliest === latest ? moment(earliest) : `${moment(earliest)} to ${moment(latest)}`
}

function unprovedNote({ story }: Folder): string[] {
  const left = story ? unproved(story.value).length : 0
  return story && left > 0
    ? [`${story.source.file} note nothing proves ${count(left, 'sentence')} of endings and verdict (--unproved lists them)`]
    : []
}
function unprovedIn({ story }: Folder): string[] {
  if (!story) return []
  return unproved(story.value).map(({ path, text }) => {
    const { line, column } = story.source.locate(path)
    return `${story.source.file}:${line}:${column} unproved ${text}`
  })
}

/** What the story has in common with the others of the library. */
function sharedWith({ path, story }: Folder): Shared[] {
  if (!story || story.value.kind === 'tutorial') return []
  const others = everyStory().filter((other) => other.path !== path && other.story?.value.pattern !== story.value.pattern)
  const texts = others.flatMap(({ story: other }) =>
    other && other.value.kind !== 'tutorial' ? [[other.value.pattern, partsOf(other.value).texts] as const] : [],
  )
  return sharedPhrases(partsOf(story.value).texts, new Map(texts))
}
function sharedNote(folder: Folder): string[] {
  const phrases = sharedWith(folder)
  return phrases.length > 0
    ? [
        `${folder.story!.source.file} note ${count(phrases.length, 'phrase')} of four words or more also in other stories (--shared lists them)`,
      ]
    : []
}
const sharedIn = (folder: Folder): string[] =>
  sharedWith(folder).map(({ phrase, path, others }) => {
    const { source } = folder.story!
    const { line, column } = source.locate(path)
    return `${source.file}:${line}:${column} shared “${phrase}” with ${others.join(', ')}`
  })
