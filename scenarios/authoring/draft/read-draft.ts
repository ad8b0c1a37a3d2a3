/** Reads a draft as far as it can be read. Never throws: whatever is wrong becomes a finding, and something stands in for it. */
import { Scenario } from '../../engine/format/schema'
import { compile } from '../../engine/play/compile'
import { idsOf } from '../../engine/play/opaque-ids'
import type { Finding, Path, Source } from '../../library/finding'
import { problemsIn } from '../../library/parse'
import { readYaml } from '../../library/yaml'
import { ON_THE_WAY, inspectSubject } from '../inspect'
import { unshowableIn } from '../inspect/check-library'
import { subjectOf } from '../inspect/subject'
import { type Draft, type DraftBase, type DraftFinding, pathText, valueAt } from './draft'
import { heal } from './heal'
import { completeEndings, makePlayable } from './playable'
import { StandIns } from './stand-ins'
import { untangleIds } from './untangle'

export type { Draft, DraftBase, DraftFinding } from './draft'

type PlacedFinding = Omit<Finding, 'column'> & { path?: Path }

export function readDraft(text: string, base: DraftBase): Draft {
  const file = base.file ?? 'scenario.yaml'
  const read = readYaml(text, file)
  if (!read.ok) return { findings: read.findings.map((finding) => draftFinding(finding, null)), standIns: [] }
  const source = withPaths(read.source)
  const standIns = new StandIns(read.value, (id) => text.includes(id))
  const findings: PlacedFinding[] = []
  try {
    const scenario = readable(read.value, source, standIns, findings)
    findings.push(...untangleIds(scenario, source, standIns))
    const unread = findings.length > 0
    findings.push(...inspected(scenario, base, source).filter(({ rule }) => !unread || !ON_THE_WAY.has(rule)))
    const told = findings
      .filter((finding) => SHAPE.has(finding.rule) || !standIns.covers(pathText(finding.path ?? [])))
      .map((finding) => draftFinding(finding, read.value))
    makePlayable(scenario, told, base.evidence, standIns)
    const compiled = compile(scenario)
    completeEndings(compiled)
    const problem = base.quick ? null : unshowableIn(Object.values(compiled), base.names)
    if (problem) told.push({ rule: 'cannot-be-shown', level: 'error', message: problem, path: '' })
    return { scenario, ...(!problem && { compiled }), findings: told, standIns: standIns.paths }
  } catch (error) {
    const fault = { rule: 'cannot-be-read', severity: 'error' as const, file, line: 1, message: (error as Error).message }
    return { findings: [...findings, fault].map((finding) => draftFinding(finding, read.value)), standIns: [] }
  }
}
/** What is said of a place itself, and not of what stands in for it. */
const SHAPE: ReadonlySet<string> = new Set(['schema', 'unknown-key', 'duplicate-id', 'opaque-collision', 'reserved-fact'])

function readable(value: unknown, source: Source, standIns: StandIns, findings: PlacedFinding[]): Scenario {
  const parsed = Scenario.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  const problems = problemsIn(Scenario, value, parsed.error)
  findings.push(
    ...problems.map((problem) => ({ ...problem, severity: 'error' as const, file: source.file, ...source.locate(problem.path) })),
  )
  return Scenario.parse(heal(Scenario, value, standIns))
}

function inspected(scenario: Scenario, { names, evidence, quick }: DraftBase, source: Source): PlacedFinding[] {
  try {
    return inspectSubject(subjectOf(scenario, idsOf(scenario), names, evidence, { ways: !quick }), source)
  } catch (error) {
    const message = `the rules cannot be applied to it yet: ${(error as Error).message}`
    return [{ rule: 'cannot-be-checked', severity: 'error', file: source.file, line: 1, message }]
  }
}

/** A source whose places also tell the path, because a finding names a line alone. */
const withPaths = (source: Source): Source => ({ file: source.file, locate: (path) => ({ ...source.locate(path), path }) as never })

function draftFinding({ rule, severity, message, line, path = [] }: PlacedFinding, root: unknown): DraftFinding {
  const [first, moment] = path
  const text = textAt(root, path)
  return {
    rule,
    level: severity,
    ...inTwo(message),
    path: pathText(path),
    line,
    ...(first === 'scenes' && moment !== undefined && { moment: String(moment) }),
    ...(text !== undefined && { text }),
  }
}

/** Messages say what is wrong, then after a colon what to do. A colon within quotation marks is the author’s. */
function inTwo(message: string): Pick<DraftFinding, 'message' | 'todo'> {
  const found = /^((?:“[^”]*”|[^“:]|:(?! ))+): (.+)$/su.exec(message)
  return found ? { message: found[1]!, todo: found[2]! } : { message }
}

function textAt(root: unknown, path: Path): string | undefined {
  const node = valueAt(root, path)
  const text = node && typeof node === 'object' && 'text' in node ? node.text : node
  return typeof text === 'string' ? text : undefined
}
