import 'server-only'
import { cache } from 'react'
import { cohortOfLink } from '../enrolment/open-cohorts'

export const invitedTo = cache(cohortOfLink)
