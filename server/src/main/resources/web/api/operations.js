/**
 * The requests that the page makes, by the names that the server's OpenAPI document gives them. A
 * test holds them to it.
 *
 * @typedef {{method: string, path: string, query: string[]}} Operation
 * @type {Record<string, Operation>}
 */
export const operations = {
  "logIn": {"method": "POST", "path": "/api/v1/sessions", "query": []},
  "logOut": {"method": "DELETE", "path": "/api/v1/sessions", "query": []},
  "refreshSession": {"method": "POST", "path": "/api/v1/sessions/refresh", "query": []},
  "showSetup": {"method": "GET", "path": "/api/v1/setup", "query": []},
  "setUp": {"method": "POST", "path": "/api/v1/setup", "query": []},
  "signUp": {"method": "POST", "path": "/api/v1/accounts", "query": []},
  "findInvitation": {"method": "POST", "path": "/api/v1/invitations/lookup", "query": []},
  "showMe": {"method": "GET", "path": "/api/v1/me", "query": []},
  "listPersonalTokens": {"method": "GET", "path": "/api/v1/me/tokens", "query": ["limit", "cursor"]},
  "createPersonalToken": {"method": "POST", "path": "/api/v1/me/tokens", "query": []},
  "revokePersonalToken": {"method": "DELETE", "path": "/api/v1/me/tokens/{id}", "query": []},
  "createPasswordReset": {"method": "POST", "path": "/api/v1/password-resets", "query": []},
  "resetPassword": {"method": "POST", "path": "/api/v1/password-resets/redeem", "query": []},
  "changePassword": {"method": "POST", "path": "/api/v1/me/password", "query": []},
  "acceptInvitation": {"method": "POST", "path": "/api/v1/me/invitations", "query": []},
  "createProject": {"method": "POST", "path": "/api/v1/projects", "query": []},
  "showProject": {"method": "GET", "path": "/api/v1/projects/{project}", "query": []},
  "changeProject": {"method": "PATCH", "path": "/api/v1/projects/{project}", "query": []},
  "deleteProject": {"method": "DELETE", "path": "/api/v1/projects/{project}", "query": []},
  "listValues": {"method": "GET", "path": "/api/v1/projects/{project}/values", "query": []},
  "listApiTokens": {"method": "GET", "path": "/api/v1/projects/{project}/tokens", "query": []},
  "createApiToken": {"method": "POST", "path": "/api/v1/projects/{project}/tokens", "query": []},
  "revokeApiToken": {"method": "DELETE", "path": "/api/v1/projects/{project}/tokens/{token}", "query": []},
  "rotateApiToken": {"method": "POST", "path": "/api/v1/projects/{project}/tokens/{token}/rotate", "query": []},
  "listMembers": {"method": "GET", "path": "/api/v1/projects/{project}/members", "query": []},
  "changeMember": {"method": "PATCH", "path": "/api/v1/projects/{project}/members/{account}", "query": []},
  "removeMember": {"method": "DELETE", "path": "/api/v1/projects/{project}/members/{account}", "query": []},
  "listInvitations": {"method": "GET", "path": "/api/v1/projects/{project}/invitations", "query": []},
  "createInvitation": {"method": "POST", "path": "/api/v1/projects/{project}/invitations", "query": []},
  "revokeInvitation": {"method": "DELETE", "path": "/api/v1/projects/{project}/invitations/{invitation}", "query": []},
  "showEvent": {"method": "GET", "path": "/api/v1/projects/{project}/events/{event}", "query": []},
  "listIssues": {"method": "GET", "path": "/api/v1/issues", "query": ["project", "environment", "release", "level", "status", "search", "searchBy", "q", "sort", "direction", "since", "until", "limit", "cursor"]},
  "listStats": {"method": "GET", "path": "/api/v1/issues/stats", "query": ["ids", "interval", "since", "until"]},
  "triageIssues": {"method": "POST", "path": "/api/v1/issues/bulk", "query": []},
  "showIssue": {"method": "GET", "path": "/api/v1/issues/{id}", "query": []},
  "changeIssue": {"method": "PATCH", "path": "/api/v1/issues/{id}", "query": []},
  "deleteIssue": {"method": "DELETE", "path": "/api/v1/issues/{id}", "query": []},
  "showStats": {"method": "GET", "path": "/api/v1/issues/{id}/stats", "query": ["interval", "since", "until"]},
  "listIssueEvents": {"method": "GET", "path": "/api/v1/issues/{id}/events", "query": ["limit", "cursor"]}
};
