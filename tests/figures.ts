/**
 * `npm run figures [-- FOLDER]`: how large a checkout is, this one or another to compare with, how long its files and functions are, and
 * how often the code tells the compiler that it knows better. figures.test.ts holds the limit on functions, and Biome that on files.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'

const ROOT = resolve(import.meta.dirname, '..')
const FOLDERS = ['app', 'components', 'lms', 'messages', 'scenarios', 'server', 'tests']
const LONG_FUNCTION = 60
const LONG_FILE = 250

export interface Code {
  file: string
  text: string
}
interface Part {
  /** `file:line name` of a function, or the name of a file. */
  name: string
  lines: number
}
export interface Figures {
  files: Part[]
  functions: Part[]
  lines: number
  commentLines: number
  /** `x!` */
  nonNull: number
  /** `x as T`, without `as const`. */
  assertions: number
}

export function readCode(root = ROOT): { code: Code[]; tests: Code[] } {
  const all = FOLDERS.flatMap((folder) =>
    (readdirSync(join(root, folder), { recursive: true }) as string[]).map((path) => join(folder, path).replaceAll('\\', '/')),
  )
    .filter((file) => /\.(tsx?|js)$/.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
  const isTest = ({ file }: Code) => file.startsWith('tests/') || /\.test\.tsx?$/.test(file)
  return { code: all.filter((each) => !isTest(each)), tests: all.filter(isTest) }
}

export function figuresOf(code: Code[]): Figures {
  const figures: Figures = { files: [], functions: [], lines: 0, commentLines: 0, nonNull: 0, assertions: 0 }
  for (const each of code) measure(each, figures)
  return figures
}

/** Adds a file to the figures. */
function measure({ file, text }: Code, figures: Figures): void {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line
  const visit = (node: ts.Node): void => {
    if (ts.isNonNullExpression(node)) figures.nonNull++
    if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) figures.assertions++
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const first = lineOf(node.getStart(source))
      figures.functions.push({ name: `${file}:${first + 1} ${nameOf(node)}`, lines: lineOf(node.end) - first + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  const lines = text.trimEnd().split('\n')
  figures.files.push({ name: file, lines: lines.length })
  figures.lines += lines.filter((line) => line.trim() !== '').length
  figures.commentLines += lines.filter((line) => /^\s*(\/\/|\/\*|\*)/.test(line)).length
}

function nameOf(node: ts.SignatureDeclaration): string {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent.name : undefined)
  return named ? named.getText() : '(no name)'
}

const longFiles = ({ files }: Figures): Part[] => longest(files, LONG_FILE)
export const longFunctions = ({ functions }: Figures): Part[] => longest(functions, LONG_FUNCTION)
export const median = (parts: Part[]): number => parts.map(({ lines }) => lines).sort((a, b) => a - b)[Math.floor(parts.length / 2)] ?? 0

const longest = (parts: Part[], over: number): Part[] => parts.filter(({ lines }) => lines > over).sort((a, b) => b.lines - a.lines)

function print(figures: { code: Figures; tests: Figures }): void {
  const row = (name: string, of: (figures: Figures) => string | number) =>
    console.log(`${name.padEnd(34)}${String(of(figures.code)).padStart(10)}${String(of(figures.tests)).padStart(10)}`)
  const perThousand = (count: number, { lines }: Figures) => ((count / lines) * 1000).toFixed(1)
  const share = (part: number, whole: number) => `${((part / whole) * 100).toFixed(2)} %`

  console.log(`${''.padEnd(34)}${'code'.padStart(10)}${'tests'.padStart(10)}`)
  row('Lines, blank ones apart', ({ lines }) => lines)
  row('Files', ({ files }) => files.length)
  row('  median lines', ({ files }) => median(files))
  row(`  over ${LONG_FILE} lines`, (each) => longFiles(each).length)
  row('Functions', ({ functions }) => functions.length)
  row('  median lines', ({ functions }) => median(functions))
  row(`  over ${LONG_FUNCTION} lines`, (each) => share(longFunctions(each).length, each.functions.length))
  row('“!” per 1,000 lines', (each) => perThousand(each.nonNull, each))
  row('“as” per 1,000 lines', (each) => perThousand(each.assertions, each))
  row('Lines of comment', ({ commentLines, lines }) => share(commentLines, lines))

  const list = (title: string, names: string[]) => names.length > 0 && console.log(`\n${title}\n${names.map((n) => `  ${n}`).join('\n')}`)
  const parts = (of: Part[]) => of.map(({ lines, name }) => `${String(lines).padStart(4)}  ${name}`)
  list(`Files over ${LONG_FILE} lines`, parts(longFiles(figures.code)))
  list(`Functions over ${LONG_FUNCTION} lines`, parts(longFunctions(figures.code)))
}

function printSize(root: string, { code, tests }: { code: Code[]; tests: Code[] }): void {
  const linesOf = (files: Code[]) => files.reduce((sum, { text }) => sum + text.trimEnd().split('\n').length, 0)
  const documents = ['README.md', ...(readdirSync(join(root, 'docs'), { recursive: true }) as string[]).map((path) => join('docs', path))]
  const words = documents
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => readFileSync(join(root, file), 'utf8').match(/\S+/g) ?? [])
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: object }
  const product = code.filter(({ file }) => /\.tsx?$/.test(file))
  const rows = [
    ['Product TypeScript, lines', linesOf(product)],
    ['  files', product.length],
    ['Tests, lines', linesOf(tests)],
    ['Packages installed', Object.keys(packages).length - 1],
    ['Documents, words', words.length],
    ['Comments with “whoever”', [...code, ...tests].flatMap(({ text }) => text.match(/(\/\/|\*).*\bwhoever\b/gi) ?? []).length],
  ] as const
  for (const [name, value] of rows) console.log(`${name.padEnd(34)}${String(value).padStart(10)}`)
  console.log()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = resolve(process.argv[2] ?? ROOT)
  const { code, tests } = readCode(root)
  printSize(root, { code, tests })
  print({ code: figuresOf(code), tests: figuresOf(tests) })
}
