/** `check [files] [--json] [--unproved]`: lists what is wrong, with places. */
import { checkLibrary, told } from '@/scenarios/library/checked'
import { evidence, wholeLibrary, withFolders } from './files'
import { type Output, readWords } from './verb'

export function check(words: string[], { out }: Output): number {
  const { values, positionals } = readWords(words, { json: { type: 'boolean' } })
  const { files, named } = positionals.length > 0 ? withFolders(positionals) : { files: wholeLibrary(), named: null }
  const { findings } = checkLibrary(files, evidence())
  const asked = named ? findings.filter((f) => named.has(f.file)) : findings
  const errors = asked.filter((f) => f.severity === 'error').length
  const counts = { files: named?.size ?? files.length, errors, warnings: asked.length - errors }
  if (values.json) out(JSON.stringify({ ...counts, findings: asked }, null, 2))
  else {
    for (const finding of asked) out(told(finding))
    out(`${count(counts.files, 'file')}: ${count(errors, 'error')}, ${count(counts.warnings, 'warning')}`)
  }
  return errors > 0 ? 1 : 0
}

const count = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`
