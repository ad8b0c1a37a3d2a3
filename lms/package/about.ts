/** What a descriptor says of a package. */
export interface PackageDescription {
  /** Stable over releases: `P01`, or the slug of a course. Letters, digits and `-`. */
  id: string
  title: string
  description: string
  /** BCP 47. */
  locale: string
  minutes: number
  /** From which share of the points it is passed, 0 to 1; null where completion alone is reported. */
  mastery: number | null
  /** Every other path of the package, sorted. */
  files: string[]
  /** The page that an LMS opens. */
  launch: string
}

export const KINDS = ['scorm12', 'scorm2004', 'cmi5', 'standalone'] as const
export type Kind = (typeof KINDS)[number]
