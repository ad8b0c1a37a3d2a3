export interface PackageDescription {
  /** The same over releases: `P01`, or the slug of a course. Letters, digits and `-`. */
  id: string
  title: string
  description: string
  locale: string
  minutes: number
  /** The result from which it is passed, 0 to 1; null if only completion is reported. */
  mastery: number | null
  files: string[]
  launch: string
}

export const KINDS = ['scorm12', 'scorm2004', 'cmi5', 'standalone'] as const
export type Kind = (typeof KINDS)[number]
