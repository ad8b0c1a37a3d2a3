/** Reads a course from YAML: whatever is wrong with it is a finding with line and column. */
import { type Course, CourseSchema } from '../engine/course'
import { type Parsed, parseYaml } from '../library/parse'

export const parseCourse = (bytes: Uint8Array | string, file: string): Parsed<Course> => parseYaml(CourseSchema, bytes, file)
