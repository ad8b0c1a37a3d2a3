/**
 * docs/privacy.md and docs/security.md promise only what a test proves. A sentence, or a row of a table, ends with a marker, `<!--
 * p:learner-rows -->`, and the title of at least one test contains it: `[p:learner-rows]`. Text below a heading *Explanation*, or
 * *Explanation: …*, promises nothing.
 */
import { readFileSync, readdirSync } from 'node:fs'
import ts from 'typescript'

export const DOCUMENTS = ['docs/privacy.md', 'docs/security.md']

interface Statement {
  text: string
  marker: string | null
}

const MARKER = /<!-- p:([a-z0-9]+(?:-[a-z0-9]+)*) -->/
const ABBREVIATIONS = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|No)\.$/

/** The statements of a document outside its explanations, each with the marker that follows it. */
function statementsOf(markdown: string): Statement[] {
  const statements: Statement[] = []
  /** The depth of the current heading *Explanation*, or 0. */
  let explaining = 0
  let paragraph: string[] = []
  const flush = () => {
    statements.push(...sentencesOf(paragraph.join(' ')))
    paragraph = []
  }
  const lines = markdown.split('\n')
  for (const [i, line] of lines.entries()) {
    const [, hashes, title] = /^(#+) (.*)$/.exec(line) ?? []
    if (hashes) {
      flush()
      if (explaining === 0 || hashes.length <= explaining) explaining = /^Explanation(:|$)/.test(title!) ? hashes.length : 0
    } else if (explaining > 0) continue
    else if (line.startsWith('|')) {
      flush()
      const heads = /^\|[\s:|-]+\|$/
      if (!heads.test(line) && !heads.test(lines[i + 1] ?? '')) statements.push(rowOf(line))
    } else if (line.trim() === '') flush()
    else {
      if (/^\s*([-*]|\d+\.) /.test(line)) flush()
      paragraph.push(line.trim().replace(/^([-*]|\d+\.) /, ''))
    }
  }
  flush()
  return statements
}

/** The marker of a row is at the end of its last cell. */
function rowOf(line: string): Statement {
  const [, text, marker] = new RegExp(`^\\|(.*?)(?:${MARKER.source})?\\s*\\|\\s*$`).exec(line)!
  return { text: text!.trim(), marker: marker ?? null }
}

/** Splits at every mark that may end a sentence: one too many only asks for a marker, one too few would let a promise through. */
function sentencesOf(text: string): Statement[] {
  const found: Statement[] = []
  let rest = text.trim()
  while (rest) {
    const end = endOfSentence(rest)
    const sentence = rest.slice(0, end).trim()
    rest = rest.slice(end).trim()
    const marker = new RegExp(`^${MARKER.source}`).exec(rest)
    if (marker) rest = rest.slice(marker[0].length).trim()
    found.push({ text: sentence, marker: marker?.[1] ?? null })
  }
  return found
}

function endOfSentence(text: string): number {
  let code = false
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '`') code = !code
    if (code) continue
    if (text.startsWith('<!--', i)) return i > 0 ? i : text.indexOf('-->') + 3
    if (!'.!?…'.includes(text[i]!)) continue
    // Closing quotation marks, brackets and emphasis belong to the sentence.
    const after = i + 1 + /^[.!?…"”’')\]*_]*/.exec(text.slice(i + 1))![0].length
    if (after < text.length && !/\s/.test(text[after]!)) continue
    if (!ABBREVIATIONS.test(text.slice(0, i + 1))) return after
  }
  return text.length
}

const RUNS = new Set(['test', 'it', 'describe'])
/** Tests with these modifiers may not run. */
const IDLE = new Set(['skip', 'todo', 'fixme', 'fails', 'fail'])

/** The titles of tests and suites in a file; of a template, only its literal parts. */
function titlesOf(text: string, file = 'x.ts'): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  const titles: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments.length > 1) {
      const names = namesOf(node.expression)
      const title = written(node.arguments[0]!)
      if (title !== null && RUNS.has(names[0]!)) {
        // Tests in a suite that does not run do not count either.
        if (names.some((name) => IDLE.has(name))) return
        titles.push(title)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return titles
}

/** `test.each([…])` is test, each. */
function namesOf(node: ts.Expression): string[] {
  if (ts.isIdentifier(node)) return [node.text]
  if (ts.isPropertyAccessExpression(node)) return [...namesOf(node.expression), node.name.text]
  if (ts.isCallExpression(node)) return namesOf(node.expression)
  if (ts.isTaggedTemplateExpression(node)) return namesOf(node.tag)
  return []
}

function written(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('…')
  if (ts.isConditionalExpression(node)) return [written(node.whenTrue), written(node.whenFalse)].join(' ')
  return null
}

const markersIn = (title: string): string[] => [...title.matchAll(/\[p:([^\]]*)\]/g)].map(([, marker]) => marker!)

/** Files that `npm test` and `npm run test:deep` run. */
export function testFiles(): string[] {
  const under = (folder: string) => (readdirSync(folder, { recursive: true }) as string[]).map((path) => `${folder}/${path}`)
  return ['scenarios', 'components', 'lms', 'messages', 'server', 'tests']
    .flatMap(under)
    .filter((path) => (path.startsWith('tests/e2e/') ? /\.spec\.ts$/ : /\.test\.tsx?$/).test(path))
    .sort()
}

export function faultsOf(documents: Record<string, string>, tests: Record<string, string>): string[] {
  const faults: string[] = []
  const promised = new Map<string, string>()
  for (const [name, text] of Object.entries(documents)) {
    for (const { text: said, marker } of statementsOf(text)) {
      if (marker === null) faults.push(`${name} states without a marker: ${said}`)
      else if (said === '' || !/\p{L}/u.test(said)) faults.push(`${name} has the marker ${marker} after nothing`)
      else if (promised.has(marker)) faults.push(`${name} has the marker ${marker} again: one promise has one`)
      else promised.set(marker, name)
    }
    const written = [...text.matchAll(/<!--.*?-->/gs)].length
    const read = statementsOf(text).filter(({ marker }) => marker !== null).length
    if (written !== read)
      faults.push(
        `${name} has ${written} comments, of which ${read} are markers of a promise: one is misspelt, or stands where nothing is promised`,
      )
  }
  const proven = new Map<string, string>()
  for (const [file, text] of Object.entries(tests)) {
    const named = titlesOf(text, file).flatMap(markersIn)
    for (const marker of named) proven.set(marker, file)
    // Found in the text but not in a title: in a comment, or in a test that does not run.
    const loose = new Set(markersIn(text).filter((marker) => !named.includes(marker)))
    for (const marker of loose) faults.push(`${file} names the marker ${marker} outside the title of a test that runs`)
  }
  for (const [marker, name] of promised) if (!proven.has(marker)) faults.push(`${name} promises ${marker}, and no test names it`)
  for (const [marker, file] of proven) if (!promised.has(marker)) faults.push(`${file} proves ${marker}, and no document promises it`)
  return faults
}

export const read = (paths: string[]): Record<string, string> => Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]))
