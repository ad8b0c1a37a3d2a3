/** `check [files] [--json]`: what is wrong, each finding with its place. */
import { type Finding, inspectFolder } from '@/scenarios/engine/inspect'
import { inOrder } from '@/scenarios/engine/inspect/finding'
import { loadLibrary } from '@/scenarios/library/load'
import { evidence, wholeLibrary, withFolders } from './files'
import { type Output, readWords } from './verb'

export function check(words: string[], { out }: Output): number {
  const { values, positionals } = readWords(words, { json: { type: 'boolean' } })
  const { files, named } = positionals.length > 0 ? withFolders(positionals) : { files: wholeLibrary(), named: null }
  const { folders, pool, findings } = loadLibrary(files)
  const sources = evidence()
  const inspected = folders.flatMap((folder) => inspectFolder(folder, pool, sources))
  const all = inOrder([...new Map([...findings, ...inspected].map((f) => [line(f), f])).values()])
  const asked = named ? all.filter((f) => named.has(f.file)) : all
  const errors = asked.filter((f) => f.severity === 'error').length
  const counts = { files: named?.size ?? files.length, errors, warnings: asked.length - errors }
  if (values.json) out(JSON.stringify({ ...counts, findings: asked }, null, 2))
  else {
    for (const finding of asked) out(line(finding))
    out(`${count(counts.files, 'file')}: ${count(errors, 'error')}, ${count(counts.warnings, 'warning')}`)
  }
  return errors > 0 ? 1 : 0
}

const line = ({ file, line, column, severity, rule, message }: Finding): string =>
  `${file}:${line}:${column} ${severity} ${rule} ${message}`
const count = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`
