import type { PackageDescription } from './about'
import { escaped } from './page'

/** Each element needs an id, the same over releases. */
export function idsOf({ id }: Pick<PackageDescription, 'id'>) {
  const manifest = `second-look-${id}`
  return { manifest, organization: `${manifest}-organization`, item: `${manifest}-item`, resource: `${manifest}-resource` }
}

/** Escapes a text for an element or attribute, and drops the characters that XML cannot hold. */
export const xml = (text: string): string => escaped(text.replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''))

/** SCORM 1.2 allows 200 characters in a title, and some LMSs keep no more in either version. */
const MOST_TITLE = 200
export const titled = ({ title }: Pick<PackageDescription, 'title'>): string =>
  `<title>${xml([...title].slice(0, MOST_TITLE).join(''))}</title>`

export const href = (path: string): string => xml(path.split('/').map(encodeURIComponent).join('/'))

/** @throws RangeError if an LMS could not open the package, or would pass everybody or nobody */
export function checked(about: PackageDescription): PackageDescription {
  const { files, launch, mastery } = about
  if (!files.includes(launch)) throw new RangeError(`the package has no ${launch}`)
  if (mastery !== null && !(mastery >= 0 && mastery <= 1)) throw new RangeError(`a mastery of ${mastery}`)
  return about
}

/** The resource with all its files. @param scormType the attribute's name, which each version spells its own way */
export const resourcesOf = (about: PackageDescription, scormType: string): string => `  <resources>
    <resource identifier="${idsOf(about).resource}" type="webcontent" ${scormType}="sco" href="${href(about.launch)}">
${about.files.map((path) => `      <file href="${href(path)}"/>`).join('\n')}
    </resource>
  </resources>`
