// Projects and their people.

import { api, path } from './client.ts'
import type { HeldRole, Invitation, Member, Members, ProjectWire, WorkItem } from './wire.ts'

export const fetchProjects = (signal?: AbortSignal) =>
  api.get<{ items: readonly ProjectWire[] }>('/api/projects', { signal })

export const createProject = (name: string) => api.post<ProjectWire>('/api/projects', { name })

export const fetchMembers = (project: string, signal?: AbortSignal) =>
  api.get<Members>(path`/api/projects/${project}/members`, { signal })

export const saveMember = (project: string, person: string, roles: readonly HeldRole[]) =>
  api.put<Member>(path`/api/projects/${project}/members/${person}`, { roles })

export const invite = (project: string, email: string, held: HeldRole) =>
  api.post<{ invitation: Invitation; link: string }>(path`/api/projects/${project}/invitations`, {
    email,
    ...held,
  })

export const withdrawInvitation = (project: string, id: string) =>
  api.delete(path`/api/projects/${project}/invitations/${id}`)

export const fetchWork = (signal?: AbortSignal) =>
  api.get<{ items: readonly WorkItem[] }>('/api/work', { signal })
