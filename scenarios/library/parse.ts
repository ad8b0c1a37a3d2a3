import { z } from 'zod'
import type { Finding, Path, Source } from './finding'
import { didYouMean, nearest } from './nearest'
import { type YamlResult, readYaml } from './yaml'

export type ParseResult<T> = { ok: true; value: T; source: Source } | { ok: false; findings: Finding[] }

export const SHAPE_RULES = {
  schema: 'a value has the type and form its key asks for',
  'unknown-key': 'a key is one that the format knows',
} as const

/** Findings of one file. */
const LIMIT = 200

export function parseYaml<S extends z.ZodType>(schema: S, bytes: Uint8Array | string, file: string): ParseResult<z.output<S>> {
  const read: YamlResult = readYaml(bytes, file)
  if (!read.ok) return read
  const parsed = schema.safeParse(read.value, { reportInput: true })
  if (parsed.success) return { ok: true, value: parsed.data, source: read.source }
  const found = problemsIn(schema, read.value, parsed.error)
  return {
    ok: false,
    findings: found.map(({ rule, path, message }) => ({ rule, severity: 'error', message, file, ...read.locate(path) })),
  }
}

/** What a value has that its schema does not allow, in the words of an author. */
export const problemsIn = (schema: z.ZodType, value: unknown, { issues }: z.ZodError): Problem[] =>
  issues
    .slice(0, LIMIT)
    .flatMap((issue) => findingsOf(issue, [], schema, value))
    .slice(0, LIMIT)

type Issue = z.core.$ZodIssue
export interface Problem {
  rule: keyof typeof SHAPE_RULES
  path: Path
  message: string
}

function findingsOf(issue: Issue, base: Path, schema: z.ZodType, root: unknown): Problem[] {
  const path = [...base, ...issue.path] as (string | number)[]
  if (issue.code === 'unrecognized_keys') {
    const known = freeKeys(schema, path, root)
    return issue.keys.slice(0, LIMIT).map((key) => {
      if (isRestOfText(issue.input, key)) return { rule: 'unknown-key', path: [...path, key], message: restOfText(key) }
      const hint = didYouMean(key, known, known.length > 0 ? `use one of ${known.join(', ')}` : 'remove it')
      return { rule: 'unknown-key', path: [...path, key], message: `the key “${key}” is unknown here: ${hint}` }
    })
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branch = meantBranch(issue)
    if (branch) return branch.flatMap((inner) => findingsOf(inner, path, schema, root))
    const misspelt = misspeltKey(issue, path, schema, root)
    if (misspelt) return [misspelt]
  }
  if (issue.code === 'invalid_key')
    return [{ rule: 'schema', path, message: `“${String(path.at(-1))}”: ${issue.issues[0]?.message ?? issue.message}` }]
  return [{ rule: 'schema', path, message: plain(issue, path) }]
}

/** Within braces a comma ends a text that has no quotes, and what follows it is read as a key without a value. */
const isRestOfText = (input: unknown, key: string): boolean =>
  typeof input === 'object' && input !== null && (input as Record<string, unknown>)[key] === null
const restOfText = (key: string): string =>
  `“${key}” is read as a key, because a comma within braces ends a text that has no quotes: put the whole text in quotes`

/** A key that resembles one of a branch's says more than the list of branches. */
function misspeltKey({ input }: Issue, path: Path, schema: z.ZodType, root: unknown): Problem | null {
  const known = input && typeof input === 'object' ? freeKeys(schema, path, root) : []
  const key = Object.keys(input ?? {}).find((name) => !known.includes(name) && nearest(name, known))
  return key
    ? { rule: 'unknown-key', path: [...path, key], message: `the key “${key}” is unknown here: ${didYouMean(key, known, '')}` }
    : null
}

type Union = Extract<Issue, { code: 'invalid_union' }>
/** Marks a branch that cannot have been meant, because the value has another type. */
const OTHER_TYPE = 1000
const WITHOUT_MESSAGE = 'Invalid input'

/**
 * The branch of a union that was most likely meant: the one with the least wrong. If several are equally near, the union's own message
 * says more, if it has one.
 */
function meantBranch(issue: Union): Issue[] | null {
  const ranked = issue.errors.map((branch) => ({ branch, wrong: wrongIn(branch) })).sort((a, b) => a.wrong - b.wrong)
  const [first, second] = ranked
  const clear = first!.wrong < OTHER_TYPE && first!.wrong < (second?.wrong ?? OTHER_TYPE)
  return clear || issue.message === WITHOUT_MESSAGE ? first!.branch : null
}
const wrongIn = (branch: readonly Issue[]): number => branch.reduce((sum, issue) => sum + weightOf(issue), 0)
function weightOf(issue: Issue): number {
  if (issue.path.length > 0) return 1
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return Math.min(...issue.errors.map(wrongIn))
  if (issue.code === 'invalid_type') return OTHER_TYPE
  return issue.code === 'unrecognized_keys' ? 1 + issue.keys.length : 1
}

function plain(issue: Issue, path: Path): string {
  // The items of a list only have numbers, so we use the list's own name.
  const name = path.length > 0 ? `“${path.findLast((step) => typeof step === 'string') ?? path.at(-1)}”` : 'the file'
  if (issue.code === 'invalid_type' && issue.input === undefined) return `${name} is missing: it must be ${article(issue.expected)}`
  if (issue.code === 'invalid_type' && isForked(issue.input))
    return `${name} may not fork: it is the same in both variants, so write it once`
  if (issue.code === 'invalid_type') return `${name} must be ${article(issue.expected)}, but is ${describe(issue.input)}`
  if (issue.code === 'invalid_value') {
    const choice = issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`
    if (issue.input === undefined) return `${name} is missing: it must be ${choice}`
    const near = typeof issue.input === 'string' ? nearest(issue.input, issue.values.map(String)) : null
    return `${name} must be ${choice}, but is ${describe(issue.input)}${near ? `: did you mean “${near}”?` : ''}`
  }
  if (issue.code === 'invalid_union' && issue.input === undefined) return `${name} is missing: it must be ${issue.message}`
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options))
    return `${name} must be one of ${issue.options.join(', ')}`
  if (issue.code === 'too_small' && issue.origin === 'array')
    return `${name} needs at least ${issue.minimum} ${issue.minimum === 1 ? 'item' : 'items'}`
  if (issue.code === 'too_big' && issue.origin === 'array') return `${name} may have at most ${issue.maximum} items`
  if (issue.code === 'too_small' && issue.origin !== 'string') return `${name} must be at least ${issue.minimum}`
  if (issue.code === 'too_big')
    return issue.origin === 'string' ? `${name} may have at most ${issue.maximum} characters` : `${name} must be at most ${issue.maximum}`
  if (typeof issue.input !== 'string' || issue.input.trim() === '') return `${name}: ${issue.message}`
  return `${name} is ${describe(issue.input)}: ${oddLetter(issue.input) ?? issue.message}`
}

const isForked = (value: unknown): boolean => typeof value === 'object' && value !== null && 'hostile' in value && 'genuine' in value

/** A letter that looks like another, or is invisible, so that authors cannot find it by looking. */
function oddLetter(word: string): string | null {
  const odd = /^[\w-]/.test(word) ? /[^\p{ASCII}]/u.exec(word)?.[0] : undefined
  if (!odd || /\s/.test(word)) return null
  const code = `U+${odd.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
  const what = /\p{L}/u.test(odd) ? `the letter “${odd}” (${code}), which is not of a to z` : `an invisible character (${code})`
  return `after “${word.slice(0, word.indexOf(odd))}” it has ${what}: type the word again`
}
const KINDS: Record<string, string> = {
  string: 'a text',
  object: 'a map of keys',
  record: 'a map of keys',
  array: 'a list',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
}
const article = (kind: string): string => KINDS[kind] ?? kind
function describe(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map of keys'
  return typeof value === 'string' ? `“${value.slice(0, 40)}”` : `${typeof value === 'number' ? 'the number ' : ''}${String(value)}`
}

type Node = z.core.JSONSchema.BaseSchema
/** Created once per schema, because it takes about 20 ms. */
const made = new WeakMap<z.ZodType, Node>()
function asJson(schema: z.ZodType): Node {
  const known = made.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  made.set(schema, known)
  return known
}

function freeKeys(schema: z.ZodType, path: Path, root: unknown): string[] {
  const whole = asJson(schema)
  let nodes = meant(whole, root, whole)
  let value = root
  for (const step of path) {
    value = value && typeof value === 'object' ? (value as Record<string | number, unknown>)[step] : undefined
    nodes = nodes.flatMap((node) => below(node, step)).flatMap((node) => meant(node, value, whole))
  }
  const known = new Set(nodes.flatMap(({ properties = {}, propertyNames }) => [...Object.keys(properties), ...namesOf(propertyNames)]))
  return [...known].filter((key) => !Object.hasOwn(value as object, key))
}

const namesOf = (names: Node | boolean | undefined): string[] =>
  typeof names === 'object' ? (names.enum ?? []).filter((name) => typeof name === 'string') : []

function below({ properties, items, additionalProperties }: Node, step: string | number): Node[] {
  const next = properties?.[step] ?? (typeof step === 'number' ? items : additionalProperties)
  return next && typeof next === 'object' && !Array.isArray(next) ? [next as Node] : []
}

/** A schema without references and alternatives. Of several alternatives, it keeps those whose constants the value does not contradict. */
function meant(node: Node, value: unknown, whole: Node): Node[] {
  if (node.$ref) return meant(node.$ref === '#' ? whole : whole.$defs![node.$ref.replace('#/$defs/', '')]!, value, whole)
  const several = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])] as Node[]
  if (several.length > 0) return several.flatMap((each) => meant(each, value, whole))
  const given = new Map(Object.entries(value ?? {}))
  const contradicts = Object.entries(node.properties ?? {}).some(
    ([key, property]) => typeof property === 'object' && 'const' in property && given.has(key) && given.get(key) !== property.const,
  )
  return contradicts ? [] : [node]
}
