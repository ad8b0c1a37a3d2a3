import 'server-only'
import { cache } from 'react'
import { cohortOfLink } from '../enrolment/open-cohorts'

/** What an enrolment link leads to. Read once for the page and its title. */
export const invitedTo = cache(cohortOfLink)
