import { uuidOf } from '../runtimes/cmi5/uuid'
import type { PackageDescription } from './about'
import { xml } from './manifest'

const NAMESPACE = 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd'

/**
 * An LMS recognises a new release of a package by these ids, which are IRIs of the publisher. A UUID by name needs no host and no
 * registration, belongs to nobody else and is the same wherever the package is made. Each language is a course of its own, because an LMS
 * may hold both.
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
  // It works in its own window and in a frame. If only completion is reported, the package never sends "passed".
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

const line = (text: string): string => xml(text.replace(/\s+/g, ' ').trim())
