import 'server-only'
import type { Course } from '@/scenarios/engine/course'

/** Courses that come with Second Look, for owners to begin with. */
export const beginnings = (): { id: string; course: Course }[] => []
