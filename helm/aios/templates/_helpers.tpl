{{- define "aios.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Of everything; with a service's name, of what is that one's alone. */}}
{{- define "aios.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: aios
{{ include "aios.selector" . }}
{{- end -}}

{{- define "aios.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
{{- with .name }}
app.kubernetes.io/name: {{ . }}
{{- end }}
{{- end -}}

{{/* A service's name in the cluster's DNS, and so in its certificate. */}}
{{- define "aios.host" -}}
{{ include "aios.fullname" .root }}-{{ .name }}
{{- end -}}

{{- define "aios.secret" -}}
{{ .Values.secrets.existingSecret | default (printf "%s-secrets" (include "aios.fullname" .)) }}
{{- end -}}

{{- define "aios.issuer" -}}
{{- if .Values.issuer -}}{{ .Values.issuer }}
{{- else if .Values.ingress.enabled -}}https://{{ .Values.ingress.host }}
{{- else -}}http://127.0.0.1:{{ .Values.services.gateway.port }}
{{- end -}}
{{- end -}}

{{/* What a service's configuration says of the others. */}}
{{- define "aios.url" -}}
{{ ternary "https" "http" .root.Values.tls.enabled }}://{{ include "aios.host" . }}:{{ .port }}
{{- end -}}

{{/* Whether one service may call another. */}}
{{- define "aios.calls" -}}
{{- if and (ne .from .to) (or (has "*" .callers) (has .from .callers)) -}}yes{{- end -}}
{{- end -}}

{{- define "aios.sandboxed" -}}
{{- if and .service.sandbox .root.Values.sandbox.enabled -}}yes{{- end -}}
{{- end -}}
