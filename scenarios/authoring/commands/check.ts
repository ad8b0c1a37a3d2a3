/** `check [files] [--json] [--watch] [--unproved] [--shared]`: lists what is wrong and where, and notes for reviewers. */
import type { Finding, Path, Source } from '../../library/finding'
import { type Folder, type Library, kindOf, loadLibrary } from '../../library/load'
import { type Evidence, subjectIn } from '../inspect'
import { checkAddresses } from '../inspect/rules/addresses'
import { checkLibrary, findingInWords } from '../inspect/check-library'
import { unproved } from '../inspect/rules/claims'
import type { Span } from '../inspect/knowable'
import { earlyPronouns } from '../inspect/early-pronouns'
import { countHabits, habitNotes, interfaceTexts, proseOf } from '../inspect/habits'
import { sharedPhrases } from '../inspect/shared-phrases'
import { partsOf } from '../inspect/subject'
import { sidesOf } from '../inspect/rules/undecided'
import { Misuse, type Workspace, evidenceIn, verb } from './verb'

const CLEAR = '\u001bc'

export const check = verb({
  options: { json: { type: 'boolean' }, watch: { type: 'boolean' }, unproved: { type: 'boolean' }, shared: { type: 'boolean' } },
  run({ values, words }, workspace) {
    if (!values.watch) return checkOnce(words, values, workspace)
    if (values.json) throw new Misuse('--watch prints for people, --json for machines: choose one of them')
    const again = () => {
      workspace.out(CLEAR)
      checkOnce(words, values, workspace)
    }
    again()
    const { libraries } = workspace.asked(words)
    workspace.watch(
      libraries.flat().map(({ path }) => path),
      again,
    )
    return 0
  },
})

interface CheckOptions {
  json?: boolean
  unproved?: boolean
  shared?: boolean
}

function checkOnce(words: readonly string[], wanted: CheckOptions, workspace: Workspace): number {
  const { libraries, named } = workspace.asked(words)
  const evidence = evidenceIn(workspace)
  const checked = libraries.map((files) => checkLibrary(files, evidence))
  const isAsked = ({ file }: { file: string }) => named.has(file)
  // Every scenario cites the evidence, so we check it whatever files were named.
  const addresses = checkAddresses(workspace.evidence('guidance.json'), workspace.evidence('hosts.json'))
  const findings = [...addresses, ...twiceIn(workspace).filter(isAsked), ...checked.flatMap((library) => library.findings.filter(isAsked))]
  const errors = findings.filter((f) => f.severity === 'error').length
  const counts = { files: named.size, errors, warnings: findings.length - errors }
  if (wanted.json) workspace.out(JSON.stringify({ ...counts, findings }, null, 2))
  else {
    const scenarios = checked.flatMap((library) =>
      library.folders.flatMap((folder) =>
        folder.scenario && isAsked(folder.scenario.source) ? [{ ...folder, scenario: folder.scenario, library }] : [],
      ),
    )
    const all = scenarios.length > 0 ? scenariosIn(workspace) : []
    for (const finding of findings) workspace.out(findingInWords(finding))
    for (const scenario of scenarios)
      for (const line of [
        ...habitsIn(scenario),
        ...notesOn(scenario, scenario.library, evidence),
        ...pronounsIn(scenario),
        ...unprovedIn(scenario, wanted),
        ...titlesIn(scenario, all),
        ...sharedIn(scenario, all, wanted),
      ])
        workspace.out(line)
    if (words.length === 0) for (const line of habitsOfInterface(workspace)) workspace.out(line)
    workspace.out(`${count(counts.files, 'file')}: ${count(errors, 'error')}, ${count(counts.warnings, 'warning')}`)
  }
  return errors > 0 ? 1 : 0
}

/** Only one of them would be served, and an author may be looking at the other. */
function twiceIn(workspace: Workspace): Finding[] {
  const places = new Map<string, string[]>()
  for (const { path } of workspace.asked([]).libraries.flat()) {
    const id = path.split(/[\\/]/).at(-2)
    if (id && kindOf(path) === 'scenario') places.set(id, [...(places.get(id) ?? []), path])
  }
  return [...places].flatMap(([id, files]) => {
    const message = `${id} is in ${files.join(' and in ')}, and only one is served: give the other another id`
    return files.length > 1
      ? files.map((file) => ({ rule: 'library-twice', severity: 'error' as const, file, line: 1, column: 1, message }))
      : []
  })
}

type FolderWithScenario = Folder & Required<Pick<Folder, 'scenario'>>
const scenariosIn = (workspace: Workspace): Folder[] => workspace.asked([]).libraries.flatMap((files) => loadLibrary(files).folders)

const count = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`

function notesOn({ scenario: { value, source } }: FolderWithScenario, { pool }: Library, evidence: Evidence): string[] {
  const subject = subjectIn(value, pool, evidence, source)
  const [hostile, genuine] = subject ? sidesOf(subject) : []
  if (!subject || !hostile || !genuine) return []
  const note = (text: string) => `${source.file} note ${text}`
  const spans = [hostile, genuine].map(({ knowledge }) => knowledge)
  return [
    note(`the first strong fork is shown in moment ${spanOf(spans.map((s) => s.firstStrong))}`),
    note(`the first decided moment is ${spanOf(spans.map((s) => s.firstDecided))}`),
  ]
}
function spanOf(spans: readonly Span[]): string {
  const [earliest, latest] = [Math.min(...spans.map(([a]) => a)), Math.max(...spans.map(([, b]) => b))]
  const moment = (n: number) => (n === Infinity ? 'never' : String(n))
  return earliest === latest ? moment(earliest) : `${moment(earliest)} to ${moment(latest)}`
}

const habitsIn = ({ scenario: { value, source } }: FolderWithScenario): string[] =>
  habitNotes(countHabits(proseOf(partsOf(value).texts)), 'story').map((habit) => `${source.file} note ${habit}`)
const habitsOfInterface = (workspace: Workspace): string[] =>
  habitNotes(countHabits(interfaceTexts(workspace.messages())), 'interface').map((habit) => `the interface note ${habit}`)

const pronounsIn = ({ scenario: { value, source } }: FolderWithScenario): string[] =>
  earlyPronouns(value).map(({ path, pronoun }) => `${placed(source, path)} note {${pronoun}} has no name before it in its moment`)

function unprovedIn({ scenario: { value, source } }: FolderWithScenario, wanted: CheckOptions): string[] {
  const left = unproved(value)
  if (wanted.unproved) return left.map(({ path, text }) => `${placed(source, path)} unproved ${text}`)
  return left.length > 0
    ? [`${source.file} note nothing proves ${count(left.length, 'sentence')} of endings and verdict (--unproved lists them)`]
    : []
}
const placed = ({ file, locate }: Source, path: Path): string => {
  const { line, column } = locate(path)
  return `${file}:${line}:${column}`
}

/** The title of another scenario, which a copy may have left behind. */
function titlesIn({ path, scenario: { value, source } }: FolderWithScenario, all: readonly Folder[]): string[] {
  const titles = all.flatMap(({ path: other, scenario }) =>
    scenario && other !== path && scenario.value.id !== value.id ? [scenario.value] : [],
  )
  return partsOf(value).texts.flatMap((at) =>
    titles
      .filter(({ title }) => title.includes(' ') && at.text.includes(title))
      .map(({ id, title }) => `${placed(source, at.path)} note “${title}” is the title of ${id}`),
  )
}

function sharedIn({ path, scenario: { value, source } }: FolderWithScenario, all: readonly Folder[], wanted: CheckOptions): string[] {
  if (value.kind === 'tutorial') return []
  const others = all.flatMap(({ path: other, scenario }) =>
    scenario && other !== path && scenario.value.id !== value.id && scenario.value.kind !== 'tutorial' ? [scenario.value] : [],
  )
  const shared = sharedPhrases(partsOf(value).texts, new Map(others.map((scenario) => [scenario.id, partsOf(scenario).texts])))
  if (wanted.shared) return shared.map((found) => `${placed(source, found.path)} shared “${found.phrase}” with ${found.others.join(', ')}`)
  return shared.length > 0
    ? [`${source.file} note ${count(shared.length, 'phrase')} of five words or more also in other scenarios (--shared lists them)`]
    : []
}
