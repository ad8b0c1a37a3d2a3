/**
 * `npm run figures [-- FOLDER]`: how large a checkout is, this one or another to compare with, how long its files and functions are, and
 * how often the code tells the compiler that it knows better. figures.test.ts holds the limits.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
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
  /** Files in import cycles, types included. */
  cycles: string[]
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
  const figures: Figures = { files: [], functions: [], cycles: [], lines: 0, commentLines: 0, nonNull: 0, assertions: 0 }
  const imports = new Map<string, string[]>()
  for (const each of code) imports.set(each.file, measure(each, figures))
  return { ...figures, cycles: inCycles(imports) }
}

/** Adds a file to the figures, and tells what it imports. */
function measure({ file, text }: Code, figures: Figures): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line
  const imported: string[] = []
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node)
    if (specifier) imported.push(specifier)
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
  return imported.flatMap((specifier) => localPath(file, specifier) ?? [])
}

/** The module that a node names, types included. */
function specifierOf(node: ts.Node): string | undefined {
  const named =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : undefined
  return named && ts.isStringLiteral(named) ? named.text : undefined
}

function nameOf(node: ts.SignatureDeclaration): string {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent.name : undefined)
  return named ? named.getText() : '(no name)'
}

const localPath = (file: string, specifier: string): string | undefined =>
  specifier.startsWith('@/') ? specifier.slice(2) : specifier.startsWith('.') ? join(dirname(file), specifier) : undefined

/** Files that lead back to themselves, by what they import. */
export function inCycles(imports: Map<string, string[]>): string[] {
  const fileOf = (path: string) =>
    [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${path}/index.tsx`].find((each) => imports.has(each))
  const next = (file: string) => (imports.get(file) ?? []).flatMap((path) => fileOf(path) ?? [])
  const leadsTo = (goal: string): boolean => {
    const seen = new Set<string>()
    const ahead = next(goal)
    for (let file = ahead.pop(); file !== undefined; file = ahead.pop()) {
      if (file === goal) return true
      if (seen.has(file)) continue
      seen.add(file)
      ahead.push(...next(file))
    }
    return false
  }
  return [...imports.keys()].filter(leadsTo)
}

export const longFiles = ({ files }: Figures): Part[] => longest(files, LONG_FILE)
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
  row('  in import cycles', ({ cycles }) => cycles.length)
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
  list('Files in import cycles', figures.code.cycles)
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
