/** Reads a draft as far as it can be read. Never throws: whatever is wrong becomes a finding, and something stands in for it. */
import { Scenario } from '../../engine/format/schema'
import { compile } from '../../engine/play/compile'
import type { Finding, Path, Source } from '../../library/finding'
import { inspectIds } from '../../library/ids'
import { parseYaml } from '../../library/parse'
import { readYaml } from '../../library/yaml'
import { inspectScenario } from '../inspect'
import { type Draft, type DraftBase, type DraftFinding, pathText } from './draft'

export type { Draft, DraftBase, DraftFinding } from './draft'

export function readDraft(text: string, { names, evidence, file = 'scenario.yaml' }: DraftBase): Draft {
  const read = readYaml(text, file)
  if (!read.ok) return { findings: read.findings.map((finding) => draftFinding(finding, read)), standIns: [] }
  const parsed = parseYaml(Scenario, text, file)
  if (!parsed.ok) return { findings: parsed.findings.map((finding) => draftFinding(finding, read.value)), standIns: [] }
  const scenario = parsed.value
  const findings = inspectScenario(scenario, names, evidence, withPaths(parsed.source)).map((f) => draftFinding(f, read.value))
  const clashes = inspectIds(scenario, parsed.source).length > 0
  return { scenario, ...(!clashes && { compiled: compile(scenario) }), findings, standIns: [] }
}

/** A source whose places also tell the path, because findings name lines only. */
const withPaths = (source: Source): Source => ({ file: source.file, locate: (path) => ({ ...source.locate(path), path }) as never })

export function draftFinding(finding: Finding & { path?: Path }, root: unknown): DraftFinding {
  const { rule, severity, message, line, path = [] } = finding
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
  let node: unknown = root
  for (const step of path) node = node && typeof node === 'object' ? (node as Record<string | number, unknown>)[step] : undefined
  if (node && typeof node === 'object' && 'text' in node) node = node.text
  return typeof node === 'string' ? node : undefined
}
