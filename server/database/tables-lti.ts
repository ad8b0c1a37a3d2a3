/** Tables of LTI 1.3: learning platforms that launch something here. */
import type { Selectable } from 'kysely'

interface PlatformTable {
  id: string
  /** As whoever manages it calls it; learners read it. */
  name: string
  /** Empty until a dynamic registration has told it, as are the client and the three addresses. */
  issuer: string
  /** What the platform calls us. While a dynamic registration is awaited, our own id of the platform. */
  client_id: string
  auth_url: string
  token_url: string
  jwks_url: string
  /** JSON: origins whose pages may frame a launch, beside those of the issuer and of `auth_url`. */
  origins: string
  /** JSON: ids of the courses that may be linked to from there. */
  courses: string
  reports: 'result' | 'completion'
  /** The hash of the token of a link for dynamic registration that is still open, and until when. */
  registering: string | null
  registering_until: number | null
  created_at: number
}
interface DeploymentTable {
  platform_id: string
  deployment: string
  /** 0 for one that a launch named and nobody has accepted yet. */
  accepted: number
  seen_at: number
}
/** A launch, from the login that begins it to the end of its time. */
interface LaunchTable {
  /** The hash of the login's state; once it is let in, of the token that stands in the addresses of its pages. */
  id: string
  platform_id: string
  /** Null once the launch is let in. */
  nonce: string | null
  /** JSON: what the platform asked with, for asking again in a window of its own; null once the launch is let in. */
  asked: string | null
  /** JSON: what is needed of the verified claims, neither names nor addresses; null until the platform has answered. */
  claims: string | null
  /** Null until the learner has been told what the platform learns. */
  learner_id: string | null
  /** What was chosen for a deep link, as a link's `target`. */
  chosen: string | null
  expires_at: number
}
interface PersonTable {
  platform_id: string
  /** The platform's id of a person. */
  subject: string
  learner_id: string
}
/** One learner at one link of a platform. */
interface LinkTable {
  id: string
  learner_id: string
  platform_id: string
  /** The platform's id of the link. */
  link: string
  /** What the learner was told that the platform learns, and when. */
  disclosed: 'result' | 'completion' | 'nothing'
  disclosed_at: number
  /** What was linked to: `scenario P01`, or `course` and its id. */
  target: string
  attempt_id: string | null
  enrolment_id: string | null
  /** Where scores go; null if the platform wants none. */
  lineitem: string | null
  /** Where the platform lists who is in the course of the link; null if it does not say. */
  members: string | null
}
export interface LtiTables {
  lti_platform: PlatformTable
  lti_deployment: DeploymentTable
  lti_launch: LaunchTable
  lti_person: PersonTable
  lti_link: LinkTable
}
export type PlatformRow = Selectable<PlatformTable>
export type LinkRow = Selectable<LinkTable>
