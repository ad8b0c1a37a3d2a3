import type { Selectable } from 'kysely'

interface PlatformTable {
  id: string
  /** Chosen by an administrator; learners read it. */
  name: string
  /** Empty until a dynamic registration has filled it in, like the client and the three addresses. */
  issuer: string
  /** What the platform calls us. Our own id of the platform while we wait for a dynamic registration. */
  client_id: string
  auth_url: string
  token_url: string
  jwks_url: string
  /** JSON: the origins of its servers that an administrator has confirmed. The issuer's own always counts. */
  origins: string
  /** JSON: ids of the courses that the platform may link to. */
  courses: string
  reports: 'result' | 'completion'
  /** The hash of the token in an open link for dynamic registration, and until when it is valid. */
  registering: string | null
  registering_until: number | null
  /** JSON: the keys with which we sign for this platform alone. Null until it needs one. */
  signing_keys: string | null
  created_at: number
}
interface DeploymentTable {
  platform_id: string
  deployment: string
  /** 0 for one that appeared in a launch and that nobody has accepted yet. */
  accepted: number
  seen_at: number
}
/** A launch, from the login that begins it until it expires. */
interface LaunchTable {
  /** The hash of the login's state or, once the launch is let in, of the token in the addresses of its pages. */
  id: string
  platform_id: string
  /** Null once the launch is let in. */
  nonce: string | null
  /** JSON: what we need of the platform's request to repeat it in a window of its own. Null once the launch is let in. */
  asked: string | null
  /** JSON: what we need of the verified claims, without names and addresses. Null until the platform has answered. */
  claims: string | null
  /** Null until the learner has seen what the platform learns. */
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
interface LinkTable {
  id: string
  learner_id: string
  platform_id: string
  /** The platform's id of the link. */
  link: string
  /** What the learner was informed that the platform learns, and when. */
  disclosed: 'result' | 'completion' | 'nothing'
  disclosed_at: number
  /** What the link leads to: `scenario P01`, or `course` and its id. */
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
