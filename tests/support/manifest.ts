import { ParseOption, XmlBufferInputProvider, XmlDocument, type XmlElement, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm'
import { type Scorm, schemasOf } from '@/lms/package/schemas'

const NAMESPACES: Record<Scorm, Record<string, string>> = {
  scorm12: {
    'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd',
    'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd',
  },
  scorm2004: {
    'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd',
    'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd',
    'http://www.adlnet.org/xsd/adlseq_v1p3': 'adlseq_v1p3.xsd',
    'http://www.adlnet.org/xsd/adlnav_v1p3': 'adlnav_v1p3.xsd',
    'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd',
  },
}
const VERSION: Record<Scorm, string> = { scorm12: '1.2', scorm2004: '2004 4th Edition' }
const SCORM_TYPE: Record<Scorm, string> = { scorm12: 'scormtype', scorm2004: 'scormType' }

const validators = new Map<Scorm, XsdValidator>()
function validatorOf(kind: Scorm): XsdValidator {
  const known = validators.get(kind)
  if (known) return known
  const place = (name: string) => `${kind}/${name}`
  xmlRegisterInputProvider(
    new XmlBufferInputProvider(Object.fromEntries(Object.entries(schemasOf(kind)).map(([name, bytes]) => [place(name), bytes]))),
  )
  const imports = Object.entries(NAMESPACES[kind]).map(([space, name]) => `<xs:import namespace="${space}" schemaLocation="${name}"/>`)
  const all = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="all">${imports.join('')}</xs:schema>`
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(all, { url: place('all.xsd') }))
  validators.set(kind, validator)
  return validator
}

type Files = Record<string, string | Uint8Array>

export function manifestFaults(kind: Scorm, files: Files): string[] {
  const manifest = files['imsmanifest.xml']
  if (manifest === undefined) return ['there is no imsmanifest.xml at the root']
  const text = typeof manifest === 'string' ? manifest : new TextDecoder().decode(manifest)
  let document: XmlDocument
  try {
    document = XmlDocument.fromString(text, { option: ParseOption.XML_PARSE_NONET })
  } catch (fault) {
    return [`it is not well-formed: ${fault}`]
  }
  try {
    return [...againstSchemas(kind, document), ...ownFaults(kind, document, files)]
  } finally {
    document.dispose()
  }
}

function againstSchemas(kind: Scorm, document: XmlDocument): string[] {
  try {
    validatorOf(kind).validate(document)
    return []
  } catch (fault) {
    return [`its schema refuses it: ${fault instanceof Error ? fault.message : fault}`]
  }
}

function ownFaults(kind: Scorm, document: XmlDocument, files: Files): string[] {
  const all = (path: string) => document.find(path) as XmlElement[]
  const named = (name: string) => all(`//*[local-name()='${name}']`)
  const attribute = (element: XmlElement, name: string) => element.attrs.find((attr) => attr.name === name)?.value ?? null
  const identified = all('//*[@identifier]')
  const ids = new Map(identified.map((element) => [attribute(element, 'identifier'), element]))
  const listed = named('file').map((file) => attribute(file, 'href') ?? '')
  const fault = (isWrong: boolean, what: string) => (isWrong ? [what] : [])
  const resources = named('resource')
  const scos = resources.filter((resource) => attribute(resource, SCORM_TYPE[kind]) === 'sco')
  return [
    ...fault(named('schema')[0]?.content !== 'ADL SCORM', 'its schema is not ADL SCORM'),
    ...fault(named('schemaversion')[0]?.content !== VERSION[kind], `its version is not ${VERSION[kind]}`),
    ...fault(ids.size < identified.length, 'two of its parts have the same id'),
    ...named('organizations').flatMap((element) =>
      fault(ids.get(attribute(element, 'default'))?.name !== 'organization', 'the organization to begin with is not there'),
    ),
    ...[...named('item'), ...named('organization')].flatMap((element) =>
      fault(
        !all(`//*[@identifier='${attribute(element, 'identifier')}']/*[local-name()='title']`)[0]?.content.trim(),
        'a part has no title',
      ),
    ),
    ...named('item').flatMap((item) =>
      fault(ids.get(attribute(item, 'identifierref'))?.name !== 'resource', 'an item refers to no resource'),
    ),
    ...fault(scos.length !== 1, 'there is not one SCO'),
    ...scos.flatMap((resource) => fault(!listed.includes(attribute(resource, 'href') ?? ''), 'the page it opens is none of its files')),
    ...listed.flatMap((path) => fault(files[decodeURIComponent(path)] === undefined, `${path} is not in the package`)),
    ...Object.keys(files)
      .filter((path) => path !== 'imsmanifest.xml' && !/^[^/]+\.(xsd|dtd)$/.test(path))
      .flatMap((path) => fault(!listed.map(decodeURIComponent).includes(path), `${path} is not in the manifest`)),
    ...Object.keys(schemasOf(kind)).flatMap((name) => fault(files[name] === undefined, `${name} is not at the root`)),
    ...masteryFaults(kind, named),
  ]
}

function masteryFaults(kind: Scorm, named: (name: string) => XmlElement[]): string[] {
  if (kind === 'scorm12')
    return named('masteryscore').flatMap(({ content }) =>
      /^\d+(\.\d+)?$/.test(content) && Number(content) <= 100 ? [] : [`a mastery of ${content}`],
    )
  const set = (name: string) =>
    named('deliveryControls').some((element) => element.attrs.some((attr) => attr.name === name && attr.value === 'true'))
  return [
    ...['completionSetByContent', 'objectiveSetByContent'].filter((name) => !set(name)).map((name) => `${name} is not said`),
    ...named('minNormalizedMeasure').flatMap(({ content, parent }) => [
      ...(Number(content) >= 0 && Number(content) <= 1 ? [] : [`a mastery of ${content}`]),
      ...(parent?.attrs.some(({ name, value }) => name === 'satisfiedByMeasure' && value === 'true')
        ? []
        : ['its mastery decides nothing']),
    ]),
  ]
}
