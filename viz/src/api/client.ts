import createClient from 'openapi-fetch'
import { reportAway } from './outage'
import type { paths } from './schema'
import type { Problem } from './types'

/** The HTTP side, typed by its own description. Paths begin with `/api/v1`. */
export const api = createClient<paths>({ baseUrl: '', querySerializer: { array: { style: 'form', explode: true } } })

/** What the server said instead of an answer; `status` 0 when it could not be reached at all. */
export class AskError extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly problem: Problem | null = null,
  ) {
    super(detail)
    this.name = 'AskError'
  }

  /** The store or the server is away: asking again later may help. */
  get isAway(): boolean {
    return this.status === 0 || this.status === 503
  }
}

interface Answered<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The answer to a request. Throws {@link AskError}, or an `AbortError` where the request was given up. */
export async function take<T>(request: Promise<Answered<T>>): Promise<T> {
  let answered: Answered<T>
  try {
    answered = await request
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    reportAway()
    throw new AskError(0, error instanceof Error ? error.message : String(error))
  }
  if (answered.data !== undefined) return answered.data
  const problem = isProblem(answered.error) ? answered.error : null
  if (answered.response.status === 503) reportAway()
  throw new AskError(answered.response.status, problem?.detail ?? answered.response.statusText, problem)
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'detail' in value && 'status' in value
}
