/** The course structure of a cmi5 package: one course of one assignable unit. */
import { uuidOf } from '../runtimes/cmi5/uuid'
import type { PackageDescription } from './about'
import { xml } from './manifest'

const NAMESPACE = 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd'

/**
 * A publisher's ids: an LMS tells by them that a package is a new release of one it has. They are IRIs that must belong to whoever makes
 * them up. An https address would have to be on a host of the project or of whoever made the package, and stay the same for a scenario that
 * moves from one to the other; a name under w3id.org would have to be registered there. A UUID by name belongs to nobody else, needs no
 * host, and is the same wherever the package is made. Another language is another course: an LMS may hold both.
 */
const iri = (part: 'course' | 'au', { id, locale }: PackageDescription): string => `urn:uuid:${uuidOf(part, id, locale)}`

export const descriptors = (about: PackageDescription): Record<string, string> => ({ 'cmi5.xml': structure(about) })

function structure(about: PackageDescription): string {
  const { title, description, locale, mastery, launch } = about
  const named = (indent: string) =>
    [
      ['title', title],
      ['description', description],
    ]
      .map(([name, text]) => `${indent}<${name}><langstring lang="${line(locale)}">${line(text!)}</langstring></${name}>`)
      .join('\n')
  // It works in a window of its own and in a frame. Where completion alone is reported, nothing is ever passed.
  const judged = mastery === null ? 'moveOn="Completed"' : `moveOn="CompletedAndPassed" masteryScore="${decimal(mastery)}"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="${NAMESPACE}">
  <course id="${iri('course', about)}">
${named('    ')}
  </course>
  <au id="${iri('au', about)}" launchMethod="AnyWindow" ${judged}>
${named('    ')}
    <url>${xml(launch)}</url>
  </au>
</courseStructure>
`
}

/** XML Schema's decimals have no exponent. */
const decimal = (share: number): string => String(Math.round(share * 10_000) / 10_000)

/** On one line. */
const line = (text: string): string => xml(text.replace(/\s+/g, ' ').trim())
