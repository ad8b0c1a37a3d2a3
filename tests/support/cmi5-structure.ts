import { readFileSync } from 'node:fs'
import { XmlDocument, type XmlElement, XsdValidator } from 'libxml2-wasm'

const SCHEMA = readFileSync('tests/fixtures/CourseStructure.xsd')
const NAMES = { c: 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd' }
const LAUNCHED_WITH = ['endpoint', 'fetch', 'actor', 'registration', 'activityId']
const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i

export function faultsOf(xml: string, files: readonly string[]): string[] {
  using schema = XmlDocument.fromBuffer(SCHEMA)
  using validator = XsdValidator.fromDoc(schema)
  let document: XmlDocument
  try {
    document = XmlDocument.fromString(xml)
  } catch (fault) {
    return [`not XML: ${(fault as Error).message}`]
  }
  try {
    validator.validate(document)
  } catch (fault) {
    document.dispose()
    return [`schema: ${(fault as Error).message}`]
  }
  const found = beyondSchema(document, files)
  document.dispose()
  return found
}

function beyondSchema(document: XmlDocument, files: readonly string[]): string[] {
  const all = (path: string) => document.find(path, NAMES) as XmlElement[]
  const ids = all('//c:course | //c:block | //c:au | //c:objectives/c:objective[@id]').map((element) => element.attr('id')!.value)
  const units = all('//c:au')
  return [
    ...ids.filter((id) => !IRI.test(id)).map((id) => `3.0.0.0-1 no whole IRI: ${id}`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `13.1.2-4 twice: ${id}`),
    ...units.flatMap((unit) => faultsOfUrl((unit.get('c:url', NAMES) as XmlElement).content.trim(), files)),
    ...units.filter((unit) => isHollow(unit)).map((unit) => `nothing to pass by: ${unit.attr('id')!.value}`),
    ...all('//c:langstring')
      .filter(({ content }) => content.trim() === '')
      .map(() => 'a text without words'),
  ]
}

function faultsOfUrl(url: string, files: readonly string[]): string[] {
  if (IRI.test(url)) return [`14.1.0.0-3 not in the package: ${url}`]
  const [path, query = ''] = url.split('?') as [string, string?]
  return [
    ...(files.includes(path) ? [] : [`14.1.0.0-4 no such file: ${path}`]),
    ...LAUNCHED_WITH.filter((name) => new URLSearchParams(query).has(name)).map((name) => `8.1.0.0-6 (d) ${name} is the LMS’s`),
  ]
}

/** Requires passing, without a score to pass at. */
const isHollow = (unit: XmlElement): boolean => /Passed/.test(unit.attr('moveOn')?.value ?? '') && !unit.attr('masteryScore')
