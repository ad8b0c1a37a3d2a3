import type { CourseContent } from './content'

/** As the question about a contact has it. A way with an @ is an address. @param officer what somebody without a name is called */
export const askedOf = ({ contacts }: Pick<CourseContent, 'contacts'>, officer: string) =>
  contacts.map(({ name, place = '', ways }) => ({
    name: name || officer,
    place,
    phone: ways.find((way) => !way.includes('@')) ?? '',
    email: ways.find((way) => way.includes('@')) ?? '',
    hours: '',
  }))
