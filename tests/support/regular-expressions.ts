/** The regular expressions of a program, and whether the time that one takes grows faster than the text it reads. */
import ts from 'typescript'

export interface Expression {
  /** `file:line` */
  at: string
  /** As written; null if it is put together while the program runs. */
  literal: string | null
  /** Why it takes linear time all the same: `// linear: …`, in its line or the one above. */
  reason: string | null
}

const REASON = /\/\/ linear: (.{10,})/

export function expressionsIn(file: string, text: string): Expression[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, file.endsWith('x') ? ts.ScriptKind.TSX : undefined)
  const lines = text.split('\n')
  const found: Expression[] = []
  const add = (node: ts.Node, literal: string | null) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    const reason = [lines[line], lines[line - 1]].map((each) => REASON.exec(each ?? '')?.[1]).find(Boolean) ?? null
    found.push({ at: `${file}:${line + 1}`, literal, reason })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) add(node, node.text)
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp')
      add(node, null)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

type Check = typeof import('recheck').checkSync
let check: Check | undefined

/** @returns null if it takes linear time; otherwise what is wrong. One that cannot be judged within five minutes counts as wrong. */
export async function faultOf(literal: string): Promise<string | null> {
  // The build for browsers starts no other program. It takes seconds to load.
  check ??= ((await import('recheck/lib/browser.js' as string)) as { checkSync: Check }).checkSync
  const end = literal.lastIndexOf('/')
  // Steps are counted and not timed, because a busy machine is slow at anything. Three rounds of its search find what ten do.
  const limits = { timeout: 300_000, attackTimeout: null, incubationTimeout: null, maxIteration: 3 }
  const found = check(literal.slice(1, end), literal.slice(end + 1), limits)
  if (found.status === 'safe') return null
  return found.status === 'unknown' ? `cannot be judged (${found.error.kind})` : `${found.complexity.summary}: ${found.attack.pattern}`
}
