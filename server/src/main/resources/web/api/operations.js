/**
 * The requests that the page makes, by the names that the server's OpenAPI document gives them. A
 * test holds them to it.
 *
 * @typedef {{method: string, path: string, query: string[]}} Operation
 * @type {Record<string, Operation>}
 */
export const operations = {
  "logIn": {"method": "POST", "path": "/api/v1/sessions", "query": []},
  "refreshSession": {"method": "POST", "path": "/api/v1/sessions/refresh", "query": []},
  "logOut": {"method": "DELETE", "path": "/api/v1/sessions", "query": []},
  "showMe": {"method": "GET", "path": "/api/v1/me", "query": []},
  "listValues": {"method": "GET", "path": "/api/v1/projects/{project}/values", "query": []},
  "createApiToken": {"method": "POST", "path": "/api/v1/projects/{project}/tokens", "query": []},
  "rotateApiToken": {"method": "POST", "path": "/api/v1/projects/{project}/tokens/{token}/rotate", "query": []},
  "listIssues": {"method": "GET", "path": "/api/v1/issues", "query": ["project", "environment", "release", "level", "status", "search", "searchBy", "q", "sort", "direction", "since", "until", "limit", "cursor"]},
  "triageIssues": {"method": "POST", "path": "/api/v1/issues/bulk", "query": []}
};
