from django.conf import settings
from django.http import HttpResponse
from django.urls import path, re_path
from django.views.static import serve

from notes.models import Note


def index(request):
    return HttpResponse(f"notes: {Note.objects.count()}\n")


urlpatterns = [path("", index), re_path(r"^static/(?P<path>.*)$", serve, {"document_root": settings.STATIC_ROOT})]
